"""The answers of 400 and above that an operation can give, each with the envelope."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent
from rest_framework.views import APIView

from throughline.http.envelope import ErrorEnvelope
from throughline.http.registry import error_code

from .headers import header_ref

ERROR_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "The body of every answer of 400 and above.",
    "required": ["code", "error", "message", "request_id", "status_code"],
    "properties": {
        "error": {
            "description": "One line, or for a failed validation the messages by field.",
            "oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/FieldErrors"}],
        },
        "status_code": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {
            "type": "string",
            "pattern": r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$",
            "description": "Stable; a code of the core or one of `x-error-codes`.",
        },
        "message": {"type": "string", "description": "One line fit to show a person, in the language asked for."},
        "request_id": {"type": "string", "description": "Under which the service logged the request."},
    },
}

FIELD_ERRORS_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "description": "Messages by field: a dotted path for nested ones, `non_field_errors` for the whole.",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}

_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "400": "The request is malformed or some of its values are not valid.",
    "401": "No token came, or it is not accepted.",
    "403": "This person may not do this.",
    "404": "There is no such thing for this person.",
    "409": "This does not fit the present state.",
    "412": "`If-Match` names a version that is no longer the current one.",
    "413": "The body is too large.",
    "415": "This kind of content is not accepted.",
    "429": "Too many requests; `Retry-After` tells when to come back.",
    "default": "Any other error.",
}

_HEADERS: Final[Mapping[str, tuple[str, ...]]] = {"401": ("WWW-Authenticate",), "429": ("Retry-After", "RateLimit")}


def add_error_answers(operation: dict[str, Any], view: APIView, method: str, registry: ComponentRegistry) -> None:
    codes = _declared_codes(view, method)
    statuses = {*_statuses(operation, view), *(str(error_code(code).status) for code in codes)}
    for status in sorted(statuses):
        if status not in operation["responses"]:
            operation["responses"][status] = _answer_ref(status, registry)
    if codes:
        operation["x-error-codes"] = sorted(codes)


def _statuses(operation: Mapping[str, Any], view: APIView) -> Iterator[str]:
    yield "default"
    places = [parameter.get("in") for parameter in operation.get("parameters", ())]
    headers = {parameter.get("$ref", "").rpartition("/")[2] for parameter in operation.get("parameters", ())}
    if "requestBody" in operation or "query" in places or headers & {"If-Match", "Idempotency-Key"}:
        yield "400"
    if "requestBody" in operation:
        yield from ("413", "415")
    if view.get_authenticators():
        yield "401"
        if {} not in operation.get("security", ()):
            yield "403"
    if "path" in places or any(parameter.get("name") == "page" for parameter in operation.get("parameters", ())):
        yield "404"
    if "Idempotency-Key" in headers:
        yield "409"
    if "If-Match" in headers:
        yield "412"
    if view.get_throttles():
        yield "429"


def _declared_codes(view: APIView, method: str) -> tuple[str, ...]:
    by_name: Mapping[str, tuple[str, ...]] = getattr(view, "error_codes", {})
    return tuple(by_name.get(getattr(view, "action", None) or method.lower(), ()))


def _answer_ref(status: str, registry: ComponentRegistry) -> dict[str, Any]:
    for name, schema in (("Error", ERROR_SCHEMA), ("FieldErrors", FIELD_ERRORS_SCHEMA)):
        registry.register_on_missing(ResolvedComponent(name, ResolvedComponent.SCHEMA, schema, ErrorEnvelope))
    name = "Error" if status == "default" else f"Error{status}"
    headers = {header: header_ref(header, registry) for header in ("X-Request-ID", *_HEADERS.get(status, ()))}
    answer = {
        "description": _DESCRIPTIONS.get(status, "The operation's own error."),
        "headers": headers,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    component = ResolvedComponent(name, ResolvedComponent.RESPONSE, answer, ErrorEnvelope)
    registry.register_on_missing(component)
    return dict(component.ref)
