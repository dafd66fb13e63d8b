from typing import Any

from django.db import transaction

from tests.project.events import NOTE_CREATED
from throughline.http.context import RequestContext
from throughline.outbox.publish import publish

CONTEXT = RequestContext(actor_id="7", company_id=None, request_id="r-1", traceparent=None, language="en")
DATA = {"id": "0191a000-0000-7000-8000-000000000000", "title": "Grüße", "kind": "memo"}


def publish_note(**changes: Any) -> str:
    """Inside a transaction of the caller's."""
    arguments: dict[str, Any] = {
        "topics": ["user_7"], "entity_id": "n-1", "entity_version": 1, "data": DATA, "context": CONTEXT, **changes
    }  # fmt: skip
    return publish(NOTE_CREATED, **arguments)


def commit_notes(count: int, entity_id: str = "n-1") -> list[str]:
    """One transaction for each event."""
    ids = []
    for version in range(1, count + 1):
        with transaction.atomic():
            ids.append(publish_note(entity_id=entity_id, entity_version=version))
    return ids
