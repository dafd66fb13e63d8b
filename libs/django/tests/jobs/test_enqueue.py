"""A job is written with what it is about, or not at all; the broker gets its id and nothing else."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Serializer

from tests.jobs.asking import ask
from tests.jobs.valkey import Valkey
from tests.project.jobs import WRITE
from throughline.http.context import RequestContext
from throughline.http.validation import flatten_errors
from throughline.jobs import sender
from throughline.jobs.conf import jobs_settings
from throughline.jobs.kinds import JobKind, UnknownJobKindError, job_kind
from throughline.jobs.models import Job
from throughline.jobs.services.job_cancel import job_cancel
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.jobs.services.unsent_sweep import unsent_sweep
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


def messages(valkey: Valkey) -> list[Any]:
    """The arguments of each message in the queue."""
    raw = valkey.client().lrange("throughline-jobs", 0, -1)
    assert isinstance(raw, list)
    return [json.loads(message)["headers"]["argsrepr"] for message in raw]


def test_a_committed_job_waits_in_the_table_and_its_id_in_the_queue(valkey: Valkey, context: RequestContext) -> None:
    with transaction.atomic():
        job = job_enqueue(WRITE, {"title": "Grüße", "tags": [1]}, context=context)
        assert messages(valkey) == []
    assert messages(valkey) == [f"('{job.pk}',)"]
    job.refresh_from_db()
    assert (job.pk.version, job.kind, job.status, job.attempts) == (7, "notes.write", "queued", 0)
    assert (job.payload, job.max_attempts) == ({"title": "Grüße", "tags": [1], "is_quiet": False}, 5)
    assert (job.actor_id, job.company_id, job.request_id, job.language) == (context.actor_id, "c-1", "r-1", "en")


def test_what_is_rolled_back_leaves_neither_job_nor_message(valkey: Valkey, context: RequestContext) -> None:
    with transaction.atomic():
        job_enqueue(WRITE, {"title": "one"}, context=context)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert messages(valkey) == []


def test_outside_of_a_transaction_asking_is_refused(context: RequestContext) -> None:
    with pytest.raises(transaction.TransactionManagementError, match="inside transaction"):
        job_enqueue(WRITE, {"title": "one"}, context=context)


@pytest.mark.parametrize(
    ("payload", "paths"),
    [
        ({}, {"title"}),
        ({"title": ""}, {"title"}),
        ({"title": None}, {"title"}),
        ({"title": ["one"]}, {"title"}),
        ({"title": "x" * 81}, {"title"}),
        ({"title": "a\0b"}, {"title"}),
        ({"title": "one", "colour": "red"}, {"colour"}),
        ({"title": "one", "tags": "1"}, {"tags"}),
        ({"title": "one", "tags": [1, "two"]}, {"tags.1"}),
        ({"title": "one", "extra": "x" * 70_000}, {"non_field_errors"}),
        ({"title": "one", "extra": {"a": "\0"}}, {"non_field_errors"}),
        ({"title": "one", "extra": "\ud800"}, {"non_field_errors"}),
        ({"title": "one", "extra": float("nan")}, {"extra"}),
        ([], {"non_field_errors"}),
        ("one", {"non_field_errors"}),
        (None, {"non_field_errors"}),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_payload_that_the_kind_does_not_take_is_refused(
    context: RequestContext, payload: Any, paths: set[str]
) -> None:
    with pytest.raises(ValidationError) as raised, transaction.atomic():
        job_enqueue(WRITE, payload, context=context)
    assert set(flatten_errors(raised.value.detail)) == paths
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        {"dedupe_key": ""},
        {"dedupe_key": "x" * 201},
        {"delay_s": -1},
        {"delay_s": float("nan")},
        {"delay_s": float("inf")},
    ],
    ids=str,
)
def test_a_wrong_argument_is_refused(context: RequestContext, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"notes\.write"), transaction.atomic():
        job_enqueue(WRITE, {"title": "one"}, context=context, **arguments)
    assert not Job.objects.exists()


def test_an_unknown_kind_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownJobKindError, match=r"no job kind 'notes\.wirte'.*notes\.write"):
        job_kind("notes.wirte")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "notes.write"},
        {"name": "notes"},
        {"name": "Notes.write"},
        {"name": "notes.write "},
        {"name": "notes." + "x" * 100},
        {"lease_s": 0},
        {"time_limit_s": 0},
        {"max_attempts": 0},
        {"retry_after_s": -1},
        {"retry_after_s": 400},
    ],
    ids=str,
)
def test_a_bad_or_repeated_declaration_is_refused_at_start(changes: dict[str, Any]) -> None:
    arguments: dict[str, Any] = {"name": "notes.other", "handle": lambda run, payload: None, "payload": Serializer}
    with pytest.raises(ImproperlyConfigured):
        JobKind(**{**arguments, **changes})
    with pytest.raises(UnknownJobKindError):
        job_kind("notes.other")


@pytest.mark.parametrize(
    ("given", "line"),
    [({}, "CELERY_APP"), ({"CELERY_APP": "a.b", "COLOUR": 1, "BEAT": 2}, "unknown names: BEAT, COLOUR")],
)
def test_wrong_settings_are_told(given: dict[str, Any], line: str) -> None:
    with override_settings(THROUGHLINE_JOBS=given), pytest.raises(ImproperlyConfigured, match=line):
        jobs_settings()


def test_a_broker_that_is_away_does_not_matter_to_who_asks(
    valkey: Valkey, context: RequestContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    valkey.kill()
    begun_at = time.monotonic()
    jobs = [ask(WRITE, context, title=str(number)) for number in range(20)]
    assert time.monotonic() - begun_at < 10
    assert Job.objects.filter(status="queued").count() == 20
    Job.objects.update(send_at=jobs[0].created_at)
    assert unsent_sweep() == 0
    valkey.start()
    # The pause after which this process tries the broker again is over.
    monkeypatch.setattr(sender, "_away_until", 0.0)
    assert unsent_sweep() == 20
    assert sorted(messages(valkey)) == sorted(f"('{job.pk}',)" for job in jobs)
    assert unsent_sweep() == 0


def test_a_project_without_a_broker_keeps_its_jobs(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    assert Job.objects.get().pk == job.pk


def test_the_key_of_a_live_job_gives_that_job(valkey: Valkey, context: RequestContext) -> None:
    def enqueue(key: str) -> Job:
        with transaction.atomic():
            return job_enqueue(WRITE, {"title": "one"}, context=context, dedupe_key=key)

    first, again, other, upper = enqueue("a"), enqueue("a"), enqueue("b"), enqueue("A")
    assert first.pk == again.pk
    assert len({first.pk, other.pk, upper.pk}) == len(messages(valkey)) == 3
    job_cancel(context=context, job_id=first.pk)
    assert enqueue("a").pk != first.pk


def test_many_at_once_with_one_key_make_one_job(valkey: Valkey, context: RequestContext) -> None:
    def enqueue(_: int) -> object:
        try:
            with transaction.atomic():
                return job_enqueue(WRITE, {"title": "one"}, context=context, dedupe_key="a").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(enqueue, range(24)))
    assert len(keys) == 1
    assert Job.objects.count() == len(messages(valkey)) == 1


def test_a_job_for_later_is_not_sent_before(valkey: Valkey, context: RequestContext) -> None:
    with transaction.atomic():
        job = job_enqueue(WRITE, {"title": "one"}, context=context, delay_s=60)
    assert unsent_sweep() == 0
    assert messages(valkey) == []
    Job.objects.filter(pk=job.pk).update(send_at=job.created_at)
    assert unsent_sweep() == 1
    assert len(messages(valkey)) == 1


def test_an_operator_makes_a_job_by_its_name(valkey: Valkey, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("enqueue_job", "notes.write", payload='{"title": "one"}')
    job = Job.objects.get()
    assert capsys.readouterr().out == f"{job.pk}\n"
    assert (job.actor_id, job.payload) == (None, {"title": "one", "is_quiet": False})
    assert not OutboxEvent.objects.exists()


@pytest.mark.parametrize(
    ("kind", "payload", "line"),
    [
        ("notes.wirte", "{}", "There is no job kind 'notes.wirte'"),
        ("notes.write", "{", "--payload is no JSON"),
        ("notes.write", "", "--payload is no JSON"),
        ("notes.write", "{}", "--payload does not fit notes.write. title: "),
        ("notes.write", "[]", "--payload does not fit notes.write. non_field_errors: "),
        ("notes.write", "null", "--payload does not fit notes.write. non_field_errors: "),
        ("notes.write", '{"title": "one", "colour": 1}', "--payload does not fit notes.write. colour: "),
    ],
)
def test_an_operator_who_errs_is_told_in_one_line(kind: str, payload: str, line: str) -> None:
    with pytest.raises(CommandError) as raised:
        call_command("enqueue_job", kind, payload=payload)
    assert str(raised.value).startswith(line)
    assert "\n" not in str(raised.value)
    assert not Job.objects.exists()
