from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from .envelope import ErrorEnvelope, make_envelope, settle
from .errors import ApplicationError
from .status_codes import code_for_status
from .validation import flatten_django_errors, flatten_errors


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's `EXCEPTION_HANDLER`: the envelope for every error that is an answer.

    None for all others: Django then logs them, and `ErrorEnvelopeMiddleware` answers 500 without details.
    """
    request: Request = context["request"]
    body = _body(error, request)
    if body is None:
        return None
    set_rollback()
    return settle(Response(body, status=body["status_code"], headers=_headers(error, body)))


def _body(error: Exception, request: Request) -> ErrorEnvelope | None:
    match error:
        case ApplicationError():
            return make_envelope(request, error.code, message=error.message, error=error.fields)
        case exceptions.ValidationError():
            return make_envelope(request, "validation.failed", error=flatten_errors(error.detail))
        case DjangoValidationError():
            return make_envelope(request, "validation.failed", error=flatten_django_errors(error))
        case exceptions.ParseError():
            return make_envelope(request, "http.malformed_request", error=str(error.detail))
        case Http404():
            return make_envelope(request, "http.not_found")
        case DjangoPermissionDenied():
            return make_envelope(request, "auth.permission_denied")
        case RequestDataTooBig():
            return make_envelope(request, "http.body_too_large")
        case exceptions.NotAuthenticated():
            return make_envelope(request, "auth.not_authenticated")
        case exceptions.AuthenticationFailed():
            # DRF lowers these to 403 when the first authenticator knows no challenge; here the challenge is ours.
            return make_envelope(request, "auth.token_invalid")
        case exceptions.PermissionDenied() if str(error.detail).startswith("CSRF Failed"):
            return make_envelope(request, "auth.origin_refused")
        case exceptions.APIException():
            own_line = None if error.detail == error.default_detail or error.status_code >= 500 else _line(error)
            code = code_for_status(error.status_code)
            return make_envelope(request, code, status=error.status_code, message=own_line)
        case _:
            return None


def _line(error: exceptions.APIException) -> str | None:
    # The message of these is made of the request's own words; the table's line is as exact and translated.
    if isinstance(error, (exceptions.MethodNotAllowed, exceptions.UnsupportedMediaType, exceptions.Throttled)):
        return None
    return str(error.detail) if isinstance(error.detail, str) else None


def _headers(error: Exception, body: ErrorEnvelope) -> dict[str, str]:
    headers: dict[str, str] = {}
    if body["status_code"] == 401:
        headers["WWW-Authenticate"] = getattr(error, "auth_header", None) or _challenge(body["code"])
    wait_seconds = getattr(error, "wait", None)
    if wait_seconds is not None:
        headers["Retry-After"] = str(wait_seconds)
        # Nothing is left, for that many seconds: draft-ietf-httpapi-ratelimit-headers-10, section 4.
        headers["RateLimit"] = f'"default";r=0;t={wait_seconds}'
    if isinstance(error, ApplicationError):
        headers.update(error.headers)
    return headers


def _challenge(code: str) -> str:
    """RFC 6750, section 3.1: a request without any token is told no error."""
    return "Bearer" if code == "auth.not_authenticated" else 'Bearer error="invalid_token"'
