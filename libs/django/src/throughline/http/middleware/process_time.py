from collections.abc import Callable
from time import perf_counter
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

PROCESS_TIME_HEADER: Final = "X-Process-Time"


class ProcessTimeMiddleware:
    """Tells in `X-Process-Time` the seconds that the answer took; a streamed body is not in them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        response = self.get_response(request)
        response.headers[PROCESS_TIME_HEADER] = f"{perf_counter() - started:.6f}"
        return response
