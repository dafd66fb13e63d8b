"""An event as the gateway's publish endpoint takes it: the envelope, with `topics` in place of `topic`."""

import json
from datetime import UTC

from .models import OutboxEvent


def to_wire(event: OutboxEvent) -> bytes:
    """One event as UTF-8 JSON."""
    body = {
        "id": str(event.id),
        "type": event.type,
        "topics": event.topics,
        "occurred_at": event.occurred_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "actor_id": event.actor_id,
        "entity_id": event.entity_id,
        "entity_version": event.entity_version,
        "schema_version": event.schema_version,
        "request_id": event.request_id,
        "traceparent": event.traceparent,
        "data": event.data,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
