"""What was committed reaches the gateway, whatever dies in between; what was not, never does."""

import signal
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tests.outbox.gateway import TAKEN, Answer, Gateway, running_gateway
from tests.outbox.publishing import CONTEXT, DATA, commit_notes, publish_note
from tests.outbox.relay_process import leader, running_relay, wait_until
from tests.server import free_port
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with running_gateway() as running:
        yield running


def waiting() -> int:
    return OutboxEvent.objects.filter(settled_at=None).count()


def versions(events: list[dict[str, Any]], entity_id: str) -> list[int]:
    return [event["entity_version"] for event in events if event["entity_id"] == entity_id]


def envelope_error(status: int, code: str) -> Answer:
    return status, {"error": "No.", "status_code": status, "code": code, "message": "No.", "request_id": "g-1"}, {}


def test_a_committed_event_arrives_as_the_wire_wants_it(gateway: Gateway) -> None:
    with running_relay(gateway.url):
        with transaction.atomic():
            event_id = publish_note(topics=["user_7", "board_9"])
        gateway.wait_for({event_id})
        wait_until(lambda: waiting() == 0)
    (event,) = gateway.events
    assert event.pop("occurred_at").endswith("Z")
    assert event == {
        "id": event_id, "type": "note.created", "topics": ["user_7", "board_9"], "actor_id": CONTEXT.actor_id,
        "entity_id": "n-1", "entity_version": 1, "schema_version": 1, "request_id": "r-1", "traceparent": None,
        "data": DATA,
    }  # fmt: skip
    path, headers = gateway.requests[0]
    key = str(settings.SIMPLE_JWT["SIGNING_KEY"])
    token = headers["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, key, ["HS256"], audience="realtime", issuer="notes")
    assert (path, claims["token_type"], claims["scope"]) == ("/api/v1/events", "service", "events:publish")
    assert claims["exp"] - claims["iat"] <= 60


@pytest.mark.postgresql
def test_a_commit_wakes_the_relay_long_before_it_would_look_again(gateway: Gateway) -> None:
    with running_relay(gateway.url, poll_interval_s=60):
        gateway.wait_for(set(commit_notes(1)))
        for _ in range(20):
            gateway.wait_for(set(commit_notes(1)), timeout_s=30)


def test_without_a_wake_up_call_the_relay_looks_by_itself(gateway: Gateway) -> None:
    with running_relay(gateway.url, poll_interval_s=0.2):
        gateway.wait_for(set(commit_notes(1)))
        first = OutboxEvent.objects.get()
        silent = OutboxEvent.objects.create(
            type=first.type, schema_version=1, topics=first.topics, entity_id="n-2", entity_version=1,
            request_id="r-2", occurred_at=timezone.now(), data={},
        )  # fmt: skip
        gateway.wait_for({str(silent.id)})


def test_what_was_rolled_back_is_never_sent(gateway: Gateway) -> None:
    with running_relay(gateway.url):
        with transaction.atomic():
            lost = publish_note()
            transaction.set_rollback(True)
        kept = commit_notes(1)
        gateway.wait_for(set(kept))
        wait_until(lambda: waiting() == 0)
    assert gateway.ids() == kept
    assert lost not in gateway.ids()


def test_a_transaction_that_commits_late_is_still_delivered(gateway: Gateway) -> None:
    """Its row has the lower number, and the relay has long been past that when it appears."""
    inserted, commit = threading.Event(), threading.Event()

    def write_slowly() -> str:
        try:
            with transaction.atomic():
                event_id = publish_note(entity_id="slow")
                inserted.set()
                assert commit.wait(20)
            return event_id
        finally:
            connection.close()

    with running_relay(gateway.url), ThreadPoolExecutor(1) as pool:
        slow = pool.submit(write_slowly)
        assert inserted.wait(20)
        quick = commit_notes(3, "quick")
        gateway.wait_for(set(quick))
        wait_until(lambda: waiting() == 0)
        commit.set()
        gateway.wait_for({slow.result(20)})
    numbers = {str(event.id): event.number for event in OutboxEvent.objects.all()}
    assert numbers[slow.result()] < min(numbers[event_id] for event_id in quick)


def test_events_of_an_entity_arrive_in_order_from_many_writers_at_once(gateway: Gateway) -> None:
    def write(entity_id: str) -> list[str]:
        try:
            return commit_notes(60, entity_id)
        finally:
            connection.close()

    with running_relay(gateway.url), ThreadPoolExecutor(4) as pool:
        ids = {event_id for written in pool.map(write, ["a", "b", "c", "d"]) for event_id in written}
        gateway.wait_for(ids)
    for entity_id in ("a", "b", "c", "d"):
        assert versions(gateway.events, entity_id) == list(range(1, 61))
    assert len(gateway.ids()) == len(ids) == 240


def test_two_relays_send_each_event_once_while_nothing_fails(gateway: Gateway) -> None:
    with running_relay(gateway.url, "relay-1"), running_relay(gateway.url, "relay-2"):
        wait_until(lambda: leader() is not None)
        ids = commit_notes(100)
        gateway.wait_for(set(ids))
        wait_until(lambda: waiting() == 0)
    assert gateway.ids() == ids


@pytest.mark.postgresql
def test_a_leader_killed_in_the_middle_of_a_batch_is_followed_by_another(gateway: Gateway) -> None:
    in_the_middle, go_on = threading.Event(), threading.Event()

    def hold_and_lose(events: list[dict[str, Any]]) -> Answer:
        in_the_middle.set()
        assert go_on.wait(20)
        return None

    with running_relay(gateway.url, "relay-1") as first:
        wait_until(lambda: leader() == "relay-1")
        with running_relay(gateway.url, "relay-2"):
            gateway.answer = hold_and_lose
            ids = commit_notes(120)
            assert in_the_middle.wait(20)
            first.kill()
            first.wait(10)
            gateway.answer = lambda events: TAKEN
            go_on.set()
            gateway.wait_for(set(ids))
            wait_until(lambda: waiting() == 0)
            assert leader() == "relay-2"
    assert versions(gateway.once(), "n-1") == list(range(1, 121))


def test_while_the_gateway_is_away_events_wait_in_order(gateway: Gateway) -> None:
    """Refusing connections, dropping them, failing, limiting, denying, and speaking through a broken proxy."""
    troubles: Iterator[Answer] = iter(
        [
            None,
            (500, {}, {}),
            (503, {"code": "server.unavailable"}, {"Retry-After": "0"}),
            (429, {"code": "http.too_many_requests"}, {"Retry-After": "1"}),
            (401, {"code": "auth.token_invalid"}, {}),
            (404, {"code": "http.not_found"}, {}),
            (400, {"no": "envelope"}, {}),
            (302, {}, {"Location": "/elsewhere"}),
            (503, {"code": "server.unavailable"}, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}),
        ]
    )
    gateway.answer = lambda events: next(troubles, TAKEN)
    # One alone, so that a trouble taken for a refusal would settle it; then more than one batch.
    first = commit_notes(1, "n-0")
    with running_relay(gateway.url):
        gateway.wait_for(set(first))
        troubles = iter([None, (500, {}, {}), TAKEN, None])
        ids = commit_notes(60)
        gateway.wait_for(set(ids))
        wait_until(lambda: waiting() == 0)
    assert versions(gateway.once(), "n-1") == list(range(1, 61))
    assert not OutboxEvent.objects.exclude(refusal="").exists()


def test_a_gateway_that_comes_back_gets_what_waited() -> None:
    port = free_port()
    with running_relay(f"http://127.0.0.1:{port}"):
        wait_until(lambda: leader() is not None)
        ids = commit_notes(5)
        with running_gateway(port) as gateway:
            gateway.wait_for(set(ids))
        more = commit_notes(5, "n-2")
        with running_gateway(port) as gateway:
            gateway.wait_for(set(more))
            wait_until(lambda: waiting() == 0)


def test_an_event_that_the_gateway_refuses_for_good_holds_nobody_up(gateway: Gateway) -> None:
    ids = commit_notes(9)
    refused = ids[4]
    gateway.answer = lambda events: (
        envelope_error(400, "validation.failed") if refused in [event["id"] for event in events] else TAKEN
    )
    with running_relay(gateway.url) as relay:
        gateway.wait_for(set(ids) - {refused})
        wait_until(lambda: waiting() == 0)
        relay.terminate()
        output, _ = relay.communicate(timeout=60)
    assert gateway.ids() == [event_id for event_id in ids if event_id != refused]
    assert OutboxEvent.objects.exclude(refusal="").values_list("refusal", flat=True).get() == "400 validation.failed"
    assert f"note.created {refused}".encode() in output


def test_a_batch_that_is_too_large_is_sent_in_parts(gateway: Gateway) -> None:
    gateway.answer = lambda events: TAKEN if len(events) <= 3 else envelope_error(413, "http.body_too_large")
    ids = commit_notes(20)
    with running_relay(gateway.url):
        gateway.wait_for(set(ids))
        wait_until(lambda: waiting() == 0)
    assert gateway.ids() == ids


@pytest.mark.postgresql
def test_a_leader_that_loses_its_connection_leads_again(gateway: Gateway) -> None:
    with running_relay(gateway.url):
        gateway.wait_for(set(commit_notes(1)))
        for _ in range(2):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'relay'"
                )
            gateway.wait_for(set(commit_notes(3)))


@pytest.mark.postgresql
@pytest.mark.parametrize("state", ["idle", "waiting to lead", "backing off"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_relay_stops_cleanly_in_every_state(gateway: Gateway, state: str, number: signal.Signals) -> None:
    with running_relay(gateway.url, "relay-1", poll_interval_s=60, longest_backoff_s=60) as relay:
        wait_until(lambda: leader() == "relay-1")
        if state == "backing off":
            gateway.answer = lambda events: (503, {"code": "server.unavailable"}, {"Retry-After": "60"})
            commit_notes(1)
            wait_until(lambda: len(gateway.requests) > 0)
        if state == "waiting to lead":
            with running_relay(gateway.url, "relay-2", poll_interval_s=60) as second:
                wait_until(lambda: _has_asked_to_lead("relay-2"))
                assert _stop(second, number) == 0
        assert _stop(relay, number) == 0
    assert leader() is None


def _stop(process: subprocess.Popen[bytes], number: signal.Signals) -> int:
    process.send_signal(number)
    return process.wait(timeout=60)


def _has_asked_to_lead(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity WHERE application_name = %s AND query LIKE '%%pg_try_advisory_lock%%'",
            [name],
        )
        return cursor.fetchone() is not None


def test_what_was_sent_long_ago_is_pruned_and_what_was_refused_stays(gateway: Gateway) -> None:
    commit_notes(4)
    old, refused, recent, unsent = OutboxEvent.objects.all()
    long_ago = timezone.now() - timedelta(hours=25)
    OutboxEvent.objects.filter(pk=old.pk).update(settled_at=long_ago)
    OutboxEvent.objects.filter(pk=refused.pk).update(settled_at=long_ago, refusal="400 validation.failed")
    OutboxEvent.objects.filter(pk=recent.pk).update(settled_at=timezone.now())
    OutboxEvent.objects.filter(pk=unsent.pk).update(occurred_at=long_ago)
    with running_relay(gateway.url):
        gateway.wait_for({str(unsent.id)})
        wait_until(lambda: waiting() == 0)
    assert set(OutboxEvent.objects.all()) == {refused, recent, unsent}


@pytest.mark.parametrize("url", ["", "localhost:8001", "ftp://localhost", "http://"])
def test_a_missing_or_wrong_address_stops_the_start_with_one_clear_line(url: str) -> None:
    with running_relay(url) as relay:
        output, _ = relay.communicate(timeout=60)
    assert relay.returncode == 1
    assert output.decode().strip() == (
        'CommandError: THROUGHLINE_OUTBOX["GATEWAY_URL"] must be like http://localhost:8001.'
    )
