"""The code for an answer of which only the status is known."""

from collections.abc import Mapping
from typing import Final

_CODE_BY_STATUS: Final[Mapping[int, str]] = {
    400: "http.malformed_request",
    401: "auth.not_authenticated",
    403: "auth.permission_denied",
    404: "http.not_found",
    405: "http.method_not_allowed",
    406: "http.not_acceptable",
    409: "http.conflict",
    412: "http.precondition_failed",
    413: "http.body_too_large",
    415: "http.unsupported_media_type",
    429: "http.too_many_requests",
    500: "server.internal_error",
    502: "server.bad_gateway",
    503: "server.unavailable",
    504: "server.timeout",
}


def code_for_status(status: int) -> str:
    """A code of the core for an HTTP status of 400 and above; rare ones get the general code of their class."""
    return _CODE_BY_STATUS.get(status, "server.internal_error" if status >= 500 else "http.malformed_request")
