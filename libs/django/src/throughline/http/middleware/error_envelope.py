from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..envelope import envelope_response, is_settled
from ..status_codes import code_for_status

# They describe the body that is replaced, not the answer.
_BODY_HEADERS: Final = frozenset({"content-type", "content-length", "content-disposition", "content-encoding", "etag"})


class ErrorEnvelopeMiddleware:
    """Gives the envelope to every error that DRF's handler does not see: unknown routes, CSRF, plain views, crashes.

    Django has logged them before. `THROUGHLINE_HTML_PREFIXES` (default: none) lists paths, such as `/admin/`, whose
    errors are pages for people and stay as they are, save for crashes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.html_prefixes = tuple(getattr(settings, "THROUGHLINE_HTML_PREFIXES", ()))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or is_settled(response):
            return response
        if response.status_code < 500 and self.html_prefixes and request.path.startswith(self.html_prefixes):
            return response
        envelope = envelope_response(request, code_for_status(response.status_code), status=response.status_code)
        for name, value in response.headers.items():
            if name.lower() not in _BODY_HEADERS:
                envelope.headers[name] = value
        envelope.cookies = response.cookies
        # Not response.close(): that would tell Django that the request is over, and its connections with it.
        envelope._resource_closers.extend(response._resource_closers)  # type: ignore[attr-defined]
        return envelope

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        # Django's own answer to this one would be a 400.
        return envelope_response(request, "http.body_too_large") if isinstance(error, RequestDataTooBig) else None
