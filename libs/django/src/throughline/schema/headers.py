"""Headers that the parts of `throughline.http` read and write, documented where they apply."""

from collections.abc import Mapping
from typing import Any, Final

from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent
from rest_framework.views import APIView

from throughline.http.conditional import ConditionalMixin
from throughline.http.request_id import MAX_LENGTH

_TEXT: Final = {"type": "string"}

_PARAMETERS: Final[Mapping[str, tuple[dict[str, Any], str]]] = {
    "X-Request-ID": (
        {"type": "string", "pattern": rf"^[A-Za-z0-9._:-]{{1,{MAX_LENGTH}}}$"},
        "An id of the caller's for this request; one that does not fit is replaced.",
    ),
    "If-None-Match": (_TEXT, "The `ETag` that the caller has: while it is current, the answer is 304 without a body."),
    "If-Match": (_TEXT, 'The `ETag` or the version (`"7"`) that the change is based on; another one is a 412.'),
    "Idempotency-Key": (
        {"type": "string", "minLength": 1, "maxLength": 255},
        "The same key with the same body gets the same answer for 24 hours, and the work is done once.",
    ),
}

_ANSWER_HEADERS: Final[Mapping[str, str]] = {
    "X-Request-ID": "Under which the service logged the request.",
    "ETag": "For `If-None-Match` and `If-Match`.",
    "Retry-After": "Seconds to wait.",
    "RateLimit": "What is left of a limit, and the seconds until it is whole again.",
    "WWW-Authenticate": "RFC 6750: the scheme, and why a token was not accepted.",
}


def add_headers(operation: dict[str, Any], view: APIView, method: str, registry: ComponentRegistry) -> None:
    is_conditional = isinstance(view, ConditionalMixin)
    names = ["X-Request-ID"]
    if is_conditional and method == "GET":
        names.append("If-None-Match")
    if is_conditional and method in ("PUT", "PATCH", "DELETE"):
        names.append("If-Match")
    handler = getattr(view, getattr(view, "action", None) or method.lower(), None)
    if getattr(handler, "accepts_idempotency_key", False):
        names.append("Idempotency-Key")
    operation.setdefault("parameters", []).extend(_parameter_ref(name, registry) for name in sorted(names))

    for status, answer in operation["responses"].items():
        headers = answer.setdefault("headers", {})
        headers["X-Request-ID"] = header_ref("X-Request-ID", registry)
        if is_conditional and status.startswith("2") and (method == "GET" or _has_version(answer, registry)):
            headers["ETag"] = header_ref("ETag", registry)
    if "If-None-Match" in names:
        headers = {name: header_ref(name, registry) for name in ("ETag", "X-Request-ID")}
        operation["responses"]["304"] = {"description": "What the caller has is current.", "headers": headers}


def header_ref(name: str, registry: ComponentRegistry) -> dict[str, Any]:
    header = {"description": _ANSWER_HEADERS[name], "schema": dict(_TEXT)}
    return _ref(name, ResolvedComponent.HEADER, header, registry)


def _parameter_ref(name: str, registry: ComponentRegistry) -> dict[str, Any]:
    schema, description = _PARAMETERS[name]
    parameter = {"name": name, "in": "header", "description": description, "schema": dict(schema)}
    return _ref(name, ResolvedComponent.PARAMETER, parameter, registry)


def _ref(name: str, kind: str, schema: dict[str, Any], registry: ComponentRegistry) -> dict[str, Any]:
    component = ResolvedComponent(name, kind, schema, ConditionalMixin)
    registry.register_on_missing(component)
    return dict(component.ref)


def _has_version(answer: Mapping[str, Any], registry: ComponentRegistry) -> bool:
    schemas = [media.get("schema", {}) for media in answer.get("content", {}).values()]
    names = [schema["$ref"].rpartition("/")[2] for schema in schemas if "$ref" in schema]
    return any("version" in (registry[name, "schemas"].schema or {}).get("properties", {}) for name in names)
