"""An event is written with the change that it tells of, or not at all."""

from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from rest_framework.serializers import Serializer

from tests.outbox.publishing import publish_note
from throughline.outbox.events import EventType, declared_events
from throughline.outbox.health import outbox_health
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_event_waits_in_the_table_with_all_that_the_envelope_needs() -> None:
    with transaction.atomic():
        event_id = publish_note(topics=["user_7", "board_9", "user_7"], entity_version=3)
    event = OutboxEvent.objects.get()
    assert (str(event.id), event.id.version) == (event_id, 7)
    assert (event.type, event.schema_version, event.topics) == ("note.created", 1, ["user_7", "board_9"])
    assert (event.entity_id, event.entity_version, event.actor_id, event.request_id) == ("n-1", 3, "7", "r-1")
    assert event.data["title"] == "Grüße"
    assert outbox_health().items() >= {"waiting": 1, "refused": 0}.items()


def test_outside_of_a_transaction_publishing_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="inside transaction"):
        publish_note()
    assert not OutboxEvent.objects.exists()


def test_what_is_rolled_back_leaves_no_event() -> None:
    with transaction.atomic():
        publish_note()
        transaction.set_rollback(True)
    assert not OutboxEvent.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"topics": []},
        {"topics": "user_7"},
        {"topics": [f"user_{number}" for number in range(21)]},
        {"topics": ["user"]},
        {"topics": ["user_"]},
        {"topics": ["user_7", "company_9"]},
        {"topics": ["user_a b"]},
        {"topics": ["user_7\n"]},
        {"topics": ["user_" + "x" * 101]},
        {"topics": ["us_er_7"]},
        {"entity_id": ""},
        {"entity_id": "x" * 256},
        {"entity_version": 0},
        {"entity_version": -1},
        {"entity_version": "1"},
        {"entity_version": True},
        {"entity_version": 1.5},
    ],
    ids=str,
)
def test_what_could_not_be_sent_is_refused_at_once(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"note\.created: "), transaction.atomic():
        publish_note(**changes)
    assert not OutboxEvent.objects.exists()


def test_an_entity_may_have_any_kind_of_id() -> None:
    with transaction.atomic():
        publish_note(entity_id=12)
        publish_note(entity_id=UUID(int=1))
    assert [event.entity_id for event in OutboxEvent.objects.all()] == ["12", str(UUID(int=1))]


@pytest.mark.parametrize(
    ("event_type", "kinds", "version"),
    [
        ("note.created", ("user",), 1),
        ("note", ("user",), 1),
        ("Note.lost", ("user",), 1),
        ("note.lost.twice", ("user",), 1),
        ("note.lost", (), 1),
        ("note.lost", ("us_er",), 1),
        ("note.lost", ("user",), 0),
    ],
)
def test_a_bad_or_repeated_declaration_is_refused_at_start(
    event_type: str, kinds: tuple[str, ...], version: int
) -> None:
    with pytest.raises(ImproperlyConfigured):
        EventType(event_type, Serializer, kinds, version)
    assert [event.type for event in declared_events()] == [
        "job.updated",
        "note.changed",
        "note.created",
        "session.ended",
        "session.started",
    ]
