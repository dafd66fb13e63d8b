import re
from collections.abc import Sequence
from typing import Any, Final

from django.db import connections, router, transaction
from django.utils import timezone

from throughline.http.context import RequestContext

from .events import EventType
from .models import OutboxEvent

# PostgreSQL's channel on which a commit wakes the relay.
CHANNEL: Final = "throughline_outbox"

# The gateway takes no more for one event.
MAX_TOPICS: Final = 20

_TOPIC: Final = re.compile(r"([a-z][a-z0-9-]*)_[A-Za-z0-9-]{1,100}", re.ASCII)


def publish(
    event_type: EventType,
    *,
    topics: Sequence[str],
    entity_id: object,
    entity_version: int,
    data: Any,
    context: RequestContext,
) -> str:
    """Write an event into the transaction of the change that it tells of; it is sent once that commits. Returns its id.

    The caller has locked the entity and raised its version. `data` is what the serializer of the event represents: a
    row or a mapping. Each topic is `kind_id` of a kind that the event declares.

    Raises `TransactionManagementError` outside of a transaction, where the change and its event could part, and
    `ValueError` for a topic, id or version that cannot be sent.
    """
    database = router.db_for_write(OutboxEvent)
    if not connections[database].in_atomic_block:
        raise transaction.TransactionManagementError(
            f"publish({event_type.type}) must be inside transaction.atomic(), together with the change."
        )
    _check(event_type, topics, str(entity_id), entity_version)
    event = OutboxEvent.objects.using(database).create(
        type=event_type.type,
        schema_version=event_type.schema_version,
        topics=list(dict.fromkeys(topics)),
        entity_id=str(entity_id),
        entity_version=entity_version,
        actor_id=context.actor_id,
        request_id=context.request_id,
        traceparent=context.traceparent,
        occurred_at=timezone.now(),
        data=event_type.serializer(data).data,
    )
    if connections[database].vendor == "postgresql":
        with connections[database].cursor() as cursor:
            # Delivered at commit, and once however often a transaction says it.
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    return str(event.id)


def _check(event_type: EventType, topics: Sequence[str], entity_id: str, entity_version: int) -> None:
    if isinstance(topics, str) or not 1 <= len(topics) <= MAX_TOPICS:
        raise ValueError(f"{event_type.type}: topics must be a list of 1 to {MAX_TOPICS}.")
    for topic in topics:
        match = _TOPIC.fullmatch(topic)
        if match is None or match[1] not in event_type.topic_kinds:
            kinds = ", ".join(event_type.topic_kinds)
            raise ValueError(f"{event_type.type}: {topic!r} is no topic of the kinds that it declares ({kinds}).")
    if not 1 <= len(entity_id) <= 255:
        raise ValueError(f"{event_type.type}: entity_id must have 1 to 255 characters.")
    if isinstance(entity_version, bool) or not isinstance(entity_version, int) or entity_version < 1:
        raise ValueError(f"{event_type.type}: entity_version must be a whole number from 1.")
