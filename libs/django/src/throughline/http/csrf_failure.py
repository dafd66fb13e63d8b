from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .envelope import envelope_response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Django's `CSRF_FAILURE_VIEW`: the envelope with `auth.origin_refused`."""
    return envelope_response(request, "auth.origin_refused")
