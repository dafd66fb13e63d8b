import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from gzip import GzipFile
from io import BytesIO
from typing import Final, Protocol, cast

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..envelope import envelope_response

_CHUNK_BYTES: Final = 64 * 1024
# A sender that gets its answer in the middle of its body meets a closed connection, and often not the answer (RFC 9112,
# section 9.6). So this much is read and thrown away first; whoever sends more may not see why.
_DRAINED_BYTES: Final = 16 * 1024 * 1024
_ENCODINGS: Final = frozenset({"identity", "gzip", "x-gzip"})


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class RequestBodyMiddleware:
    """Bounds and unpacks request bodies before anyone reads them; DRF's parsers know no bound of their own.

    The bound is `DATA_UPLOAD_MAX_MEMORY_SIZE` bytes, after unpacking where `Content-Encoding: gzip` is sent, and it
    holds without a `Content-Length` too. Bodies of `multipart/form-data` go on to Django's upload handlers unread; they
    need a `Content-Length` of at most `THROUGHLINE_UPLOAD_MAX_BYTES` (default: the same bound) and may not be packed.
    A refused body of up to 16 MiB is read to its end, so that its sender gets the answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._refuse_or_prepare(request) or self.get_response(request)

    def _refuse_or_prepare(self, request: HttpRequest) -> HttpResponseBase | None:
        configured_bytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        max_bytes = sys.maxsize - 1 if configured_bytes is None else configured_bytes
        encoding = request.META.get("HTTP_CONTENT_ENCODING", "identity").strip().lower()
        is_upload = request.content_type == "multipart/form-data"
        if encoding not in _ENCODINGS or (is_upload and encoding != "identity"):
            return _refuse(request, "http.unsupported_media_type")
        declared_bytes = _declared_bytes(request)
        if is_upload:
            max_bytes = getattr(settings, "THROUGHLINE_UPLOAD_MAX_BYTES", max_bytes)
        if declared_bytes is not None and declared_bytes > max_bytes:
            return _refuse(request, "http.body_too_large")
        if is_upload:
            return None
        try:
            body = _read_bounded(_source(request, declared_bytes), max_bytes)
            if len(body) < (declared_bytes or 0) or (not body and "HTTP_TRANSFER_ENCODING" in request.META):
                # The sender went away in the middle: what came must not pass for the whole. Servers tell of a broken
                # chunk as if it were the end, so a body of unknown length that is empty counts as broken.
                raise EOFError
            if encoding != "identity":
                body = _read_bounded(GzipFile(fileobj=BytesIO(body)), max_bytes)
        except _TooLargeError:
            return _refuse(request, "http.body_too_large")
        except (OSError, EOFError, zlib.error):
            return envelope_response(request, "http.malformed_request")
        _replace_body(request, body)
        return None


class _TooLargeError(Exception):
    pass


def _refuse(request: HttpRequest, code: str) -> HttpResponseBase:
    declared_bytes = _declared_bytes(request)
    if declared_bytes is None or declared_bytes <= _DRAINED_BYTES:
        with suppress(OSError, EOFError):  # Gone, or without an end: there is nobody to wait for.
            source = _source(request, declared_bytes)
            left_bytes = _DRAINED_BYTES
            while left_bytes > 0 and (chunk := source.read(_CHUNK_BYTES)):
                left_bytes -= len(chunk)
    return envelope_response(request, code)


def _declared_bytes(request: HttpRequest) -> int | None:
    try:
        return max(0, int(request.META["CONTENT_LENGTH"]))
    except (KeyError, ValueError):
        return None


def _source(request: HttpRequest, declared_bytes: int | None) -> _Readable:
    """The body as it comes. Django reads nothing without a length; a server that marks the end allows more."""
    if declared_bytes is not None:
        return request
    if isinstance(request, ASGIRequest):
        return request  # Django has it whole already, and knows where it ends.
    if request.META.get("wsgi.input_terminated"):
        return cast("_Readable", request.META["wsgi.input"])
    if "HTTP_TRANSFER_ENCODING" in request.META:
        raise EOFError("This server does not tell the end of a body of unknown length.")
    return BytesIO()


def _read_bounded(source: _Readable, max_bytes: int) -> bytes:
    chunks: list[bytes] = []
    total_bytes = 0
    while chunk := source.read(min(_CHUNK_BYTES, max_bytes + 1 - total_bytes)):
        chunks.append(chunk)
        total_bytes += len(chunk)
        if total_bytes > max_bytes:
            raise _TooLargeError
    return b"".join(chunks)


def _replace_body(request: HttpRequest, body: bytes) -> None:
    # Both: `read()` and `body` must give it, in either order, which Django does not allow by itself.
    request._stream = BytesIO(body)
    request._body = body
    request._read_started = False  # type: ignore[attr-defined]
    request.META["CONTENT_LENGTH"] = str(len(body))
    request.META.pop("HTTP_CONTENT_ENCODING", None)
