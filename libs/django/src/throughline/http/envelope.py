"""The one form of every answer of 400 and above."""

from collections.abc import Mapping
from typing import Final, TypedDict, TypeVar

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request, gettext, override
from rest_framework.request import Request

from .context import edge_ids_of
from .registry import error_code

_SETTLED: Final = "_throughline_settled"
_Answer = TypeVar("_Answer", bound=HttpResponseBase)


class ErrorEnvelope(TypedDict):
    """`error` is a string, or for validation a map from dotted path (`non_field_errors` for the whole) to messages."""

    error: str | dict[str, list[str]]
    status_code: int
    code: str
    message: str
    request_id: str


def make_envelope(
    request: HttpRequest | Request,
    code: str,
    *,
    status: int | None = None,
    message: str | None = None,
    error: str | Mapping[str, list[str]] | None = None,
) -> ErrorEnvelope:
    """The body for a code. The message is the table's, in the language that the request asks for, unless given."""
    row = error_code(code)
    django_request = request._request if isinstance(request, Request) else request
    with override(get_language_from_request(django_request)):
        line = " ".join(str(message or gettext(row.message)).split())
    return ErrorEnvelope(
        error=line if error is None else error if isinstance(error, str) else dict(error),
        status_code=status or row.status,
        code=code,
        message=line,
        request_id=edge_ids_of(request)[0],
    )


def envelope_response(
    request: HttpRequest, code: str, *, status: int | None = None, message: str | None = None
) -> HttpResponseBase:
    """A Django answer with the envelope, for middleware and plain views."""
    body = make_envelope(request, code, status=status, message=message)
    return settle(JsonResponse(body, status=body["status_code"]))


def settle(response: _Answer) -> _Answer:
    """Mark an answer of 400 and above as final, so that `ErrorEnvelopeMiddleware` leaves its body alone."""
    setattr(response, _SETTLED, True)
    return response


def is_settled(response: HttpResponseBase) -> bool:
    return hasattr(response, _SETTLED)
