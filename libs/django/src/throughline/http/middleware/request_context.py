from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request, override

from ..context import edge_ids_of
from ..request_id import REQUEST_ID_HEADER, log_request_id


class RequestContextMiddleware:
    """Outermost: gives the request its id and language, puts the id in log lines, and echoes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id, _ = edge_ids_of(request)
        language = get_language_from_request(request)
        with log_request_id(request_id), override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers[REQUEST_ID_HEADER] = request_id
        return response
