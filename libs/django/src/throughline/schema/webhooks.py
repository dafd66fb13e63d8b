"""Declared events as the `webhooks` of an OpenAPI 3.1 document (OpenAPI 3.1.1, section 4.8.1)."""

from typing import Any, Final, cast

from drf_spectacular.drainage import add_trace_message
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent, build_mocked_view
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.utils import extend_schema

from throughline.outbox.events import EventType, declared_events

_INSTANT: Final = {"type": "string", "format": "date-time"}
_TEXT_OR_NULL: Final = {"type": ["string", "null"]}


def add_webhooks(result: dict[str, Any], generator: SchemaGenerator, **_: Any) -> dict[str, Any]:
    """One webhook for each declared event: its body is the envelope, with the event's own `type` and `data`."""
    events = declared_events()
    if not events:
        return result
    result["webhooks"] = {event.type: {"post": _operation(event, generator.registry)} for event in events}
    result["components"] = generator.registry.build(spectacular_settings.APPEND_COMPONENTS)
    return result


def _operation(event: EventType, registry: ComponentRegistry) -> dict[str, Any]:
    name = "".join(part.capitalize() for part in event.type.replace(".", "_").split("_")) + "Event"
    envelope = ResolvedComponent(name, ResolvedComponent.SCHEMA, _envelope(event, registry), EventType)
    registry.register_on_missing(envelope)
    return {
        "operationId": event.type.replace(".", "_"),
        "tags": ["events"],
        **({"description": event.description} if event.description else {}),
        "x-topic-kinds": sorted(event.topic_kinds),
        "requestBody": {"required": True, "content": {"application/json": {"schema": dict(envelope.ref)}}},
        "responses": {"2XX": {"description": "Taken."}},
    }


def _envelope(event: EventType, registry: ComponentRegistry) -> dict[str, Any]:
    view = build_mocked_view("POST", "/", extend_schema(), registry)
    schema = cast("AutoSchema", view.schema)
    with add_trace_message(event.serializer):
        data = schema.resolve_serializer(event.serializer, "response").ref
    properties: dict[str, Any] = {
        "id": {"type": "string", "description": "Unique for ever: what is published twice is delivered once."},
        "type": {"const": event.type, "type": "string"},
        "topic": {"type": "string"},
        "occurred_at": dict(_INSTANT),
        "actor_id": dict(_TEXT_OR_NULL),
        "entity_id": {"type": "string"},
        "entity_version": {"type": "integer", "minimum": 1},
        "schema_version": {"const": event.schema_version, "type": "integer"},
        "request_id": dict(_TEXT_OR_NULL),
        "traceparent": dict(_TEXT_OR_NULL),
        "data": dict(data),
    }
    return {"type": "object", "required": sorted(properties), "properties": properties}
