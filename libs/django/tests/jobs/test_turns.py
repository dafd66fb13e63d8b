"""One turn at a time: who has not got the job can write nothing."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.jobs.asking import ask
from tests.jobs.turns import begin, let_lease_run_out, make_available, run_by_hand
from tests.jobs.valkey import Valkey
from tests.outbox.relay_process import wait_until
from tests.project.jobs import FAIL, WRITE
from tests.project.models import Note
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.jobs.database_clock import database_now
from throughline.jobs.job_run import LeaseLostError
from throughline.jobs.models import Job, ScheduleMark
from throughline.jobs.progress import Progress
from throughline.jobs.services.job_cancel import job_cancel
from throughline.jobs.services.job_claim import job_claim
from throughline.jobs.services.job_complete import job_complete
from throughline.jobs.services.job_fail import job_fail
from throughline.jobs.services.job_stop import job_stop
from throughline.jobs.services.lease_renew import lease_renew
from throughline.jobs.services.leases_sweep import leases_sweep
from throughline.jobs.services.schedules_run import schedules_run
from throughline.jobs.services.unsent_sweep import unsent_sweep
from throughline.jobs.turn import Turn
from throughline.jobs.worker.run_job import run_job
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, work: Callable[[], Any]) -> list[Any]:
    """The answers of so many threads that begin together, each with a connection of its own."""
    together = threading.Barrier(count)

    def begin_together(_: int) -> Any:
        try:
            together.wait(timeout=60)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin_together, range(count)))


def test_of_many_that_get_the_same_message_one_begins(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    claims = [claim for claim in at_once(8, lambda: job_claim(job.pk)) if claim is not None]
    assert len(claims) == 1
    job.refresh_from_db()
    assert (job.status, job.attempts, job.fence) == ("running", 1, 1)


def idle_limit() -> str:
    """How long a transaction of this connection may idle, as the database says it."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(
            "SHOW idle_in_transaction_session_timeout" if is_postgresql else "SELECT @@SESSION.idle_transaction_timeout"
        )
        return str(cursor.fetchone()[0])


def test_the_works_own_transactions_may_idle_for_longer_than_those_that_lock_the_job(context: RequestContext) -> None:
    before = idle_limit()
    job = ask(WRITE, context, title="one")
    turn = begin(job)
    assert idle_limit() == before
    with run_by_hand(turn, job).transaction():
        assert idle_limit() != before
    assert idle_limit() == before


def test_a_message_that_comes_twice_or_late_or_for_nothing_does_nothing(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    run_job(str(job.pk))
    job.refresh_from_db()
    assert job.status == "completed"
    run_job(str(job.pk))
    run_job(str(uuid4()))
    assert (Job.objects.get().version, Note.objects.filter(title="one").count()) == (job.version, 1)


def test_a_job_of_a_kind_that_this_worker_does_not_know_stays_for_one_that_does(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    Job.objects.filter(pk=job.pk).update(kind="notes.of_tomorrow")
    run_job(str(job.pk))
    assert Job.objects.get().status == "queued"


def test_a_job_whose_payload_no_longer_fits_its_kind_fails_without_a_word_of_it(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    Job.objects.filter(pk=job.pk).update(payload={"title": ["secret"]}, max_attempts=1)
    run_job(str(job.pk))
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "job.failed")
    assert "secret" not in job.error_message


LATE_WRITES: dict[str, Callable[[Turn], object]] = {
    "complete": lambda turn: job_complete(turn, result={"title": "late"}, progress=Progress(9, 9)),
    "fail": lambda turn: job_fail(turn, kind=FAIL, code="job.failed", message="", may_succeed_later=False),
    "retry": lambda turn: job_fail(turn, kind=FAIL, code="job.failed", message="", may_succeed_later=True),
    "stop": job_stop,
    "renew": lambda turn: lease_renew(turn, progress=Progress(9, 9)),
}


@pytest.mark.parametrize("write", LATE_WRITES)
@pytest.mark.parametrize("state", ["put back", "begun by another", "completed by another", "cancelled"])
def test_who_has_lost_the_lease_can_write_nothing(context: RequestContext, write: str, state: str) -> None:
    job = ask(WRITE, context, title="one")
    lost = begin(job)
    if state == "cancelled":
        job_cancel(context=context, job_id=job.pk)
    let_lease_run_out(job)
    assert leases_sweep() == 1
    if state.endswith("by another"):
        other = begin(job)
        if state == "completed by another":
            assert job_complete(other, result={"title": "one"}, progress=None) is not None
    before = Job.objects.values().get()
    assert LATE_WRITES[write](lost) is None
    with pytest.raises(LeaseLostError), run_by_hand(lost, job).transaction():
        Note.objects.create(owner_id=int(context.actor_id or 0), title="late")
    assert Job.objects.values().get() == before
    assert not Note.objects.filter(title="late").exists()


def test_a_worker_that_hangs_with_the_row_locked_loses_it_too(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    turn = begin(job)._replace(lease_s=0.5)
    let_lease_run_out(job)
    is_locked, go_on = threading.Event(), threading.Event()

    def hang() -> None:
        try:
            with run_by_hand(turn, job).transaction():
                Note.objects.create(owner_id=int(context.actor_id or 0), title="late")
                is_locked.set()
                go_on.wait(timeout=60)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(hang)
        assert is_locked.wait(timeout=60)
        assert leases_sweep() == 0
        wait_until(lambda: leases_sweep() == 1)
        go_on.set()
        with pytest.raises(DatabaseError):
            hanging.result(timeout=60)
    assert Job.objects.get().status == "queued"
    assert not Note.objects.exists()


def test_what_is_written_under_the_lease_is_undone_with_its_transaction(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    run = run_by_hand(begin(job), job)

    def write_half() -> None:
        with run.transaction():
            Note.objects.create(owner_id=int(context.actor_id or 0), title="half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert not Note.objects.exists()


def test_of_many_sweepers_one_puts_each_job_back(valkey: Valkey, context: RequestContext) -> None:
    jobs = [ask(WRITE, context, title=str(number)) for number in range(20)]
    for job in jobs:
        begin(job)
        let_lease_run_out(job)
    assert sum(at_once(4, leases_sweep)) == 20
    assert set(Job.objects.values_list("status", "attempts", "version")) == {("queued", 1, 3)}
    valkey.client().delete("throughline-jobs")
    assert sum(at_once(4, unsent_sweep)) == 20
    assert valkey.client().llen("throughline-jobs") == 20


def test_a_sweeper_leaves_a_lease_that_lasts(context: RequestContext) -> None:
    begin(ask(WRITE, context, title="one"))
    assert leases_sweep() == 0
    assert Job.objects.get().status == "running"


def test_a_job_whose_worker_died_in_every_attempt_has_failed(context: RequestContext) -> None:
    job = ask(FAIL, context, how="crash", attempts=0)
    for _ in range(FAIL.max_attempts):
        begin(job)
        let_lease_run_out(job)
        leases_sweep()
    job.refresh_from_db()
    assert (job.status, job.attempts, job.error_code) == ("failed", 3, "job.worker_lost")


def test_the_pause_between_attempts_doubles_and_nobody_begins_before(context: RequestContext) -> None:
    job = ask(FAIL, context, how="crash", attempts=9)
    for longest in (timedelta(seconds=0.2), timedelta(seconds=0.4)):
        before = database_now("default")
        run_job(str(job.pk))
        after = database_now("default")
        job.refresh_from_db()
        assert job.status == "queued"
        # However slow the attempt was, it ended between the two.
        assert before + longest / 2 <= job.available_at <= after + longest
        # A pause as short as this may be over by now.
        Job.objects.filter(pk=job.pk).update(available_at=after + timedelta(hours=1))
        assert job_claim(job.pk) is None
        make_available(job)
    run_job(str(job.pk))
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "job.failed")


def test_a_result_that_its_kind_did_not_declare_is_a_failure(context: RequestContext) -> None:
    job = ask(FAIL, context, how="wrong result", attempts=1)
    run_job(str(job.pk))
    job.refresh_from_db()
    assert (job.status, job.result, job.attempts) == ("queued", None, 1)
    make_available(job)
    run_job(str(job.pk))
    job.refresh_from_db()
    assert (job.status, job.result) == ("completed", {"title": "ok", "attempt": 2})


CANCELS = [
    ("queued", "cancelled", None),
    ("running", "running", None),
    ("cancelled", "cancelled", None),
    ("completed", "completed", "job.already_ended"),
    ("failed", "failed", "job.already_ended"),
]


@pytest.mark.parametrize(("state", "after", "code"), CANCELS)
def test_cancelling_does_what_the_state_allows(
    context: RequestContext, state: str, after: str, code: str | None
) -> None:
    job = ask(FAIL, context, how="refuse", attempts=1 if state == "failed" else 0)
    if state in ("completed", "failed"):
        run_job(str(job.pk))
    elif state == "running":
        begin(job)
    elif state == "cancelled":
        job_cancel(context=context, job_id=job.pk)
    for _ in range(2):
        if code is None:
            assert job_cancel(context=context, job_id=job.pk).status == after
        else:
            with pytest.raises(ApplicationError) as raised:
                job_cancel(context=context, job_id=job.pk)
            assert raised.value.code == code
    assert Job.objects.get().status == after
    run_job(str(job.pk))
    assert Job.objects.get().status == after


def test_a_lost_job_that_was_to_be_cancelled_is_not_begun_again(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    begin(job)
    job_cancel(context=context, job_id=job.pk)
    let_lease_run_out(job)
    leases_sweep()
    assert Job.objects.get().status == "cancelled"


def test_each_change_is_told_with_the_version_that_it_made(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    turn = begin(job)
    lease_renew(turn, progress=None)
    for done in (1, 1, 2):
        lease_renew(turn, progress=Progress(done, 2))
    job_complete(turn, result=None, progress=Progress(2, 2))
    told = [
        (event.entity_version, event.data["status"], event.data["progress"]["done"])
        for event in OutboxEvent.objects.order_by("number")
    ]
    assert told == [(2, "running", 0), (3, "running", 1), (4, "running", 2), (5, "completed", 2)]


def test_an_error_is_told_in_the_persons_language(context: RequestContext) -> None:
    job = ask(FAIL, RequestContext(context.actor_id, None, "r-1", None, "de"), how="crash", attempts=9)
    Job.objects.update(max_attempts=1)
    run_job(str(job.pk))
    error = OutboxEvent.objects.latest("number").data["error"]
    assert error["code"] == "job.failed"
    assert error["message"].startswith("Das hat nicht geklappt")


def test_many_schedulers_make_each_job_once(valkey: Valkey) -> None:
    assert sum(at_once(6, schedules_run)) == 4
    assert Job.objects.count() == valkey.client().llen("throughline-jobs") == 4
    assert schedules_run() == 0


def test_a_job_that_is_still_there_takes_the_place_of_the_next(valkey: Valkey) -> None:
    schedules_run()
    ScheduleMark.objects.all().delete()
    assert schedules_run() == 4
    assert Job.objects.count() == 4
    Job.objects.all().delete()
    ScheduleMark.objects.all().delete()
    assert (schedules_run(), Job.objects.count()) == (4, 4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "running"},
        {"status": "completed"},
        {"lease_until": "2026-01-01T00:00:00Z"},
        {"finished_at": "2026-01-01T00:00:00Z"},
        {"status": "failed", "finished_at": "2026-01-01T00:00:00Z", "dedupe_key": "a"},
    ],
    ids=str,
)
def test_the_database_itself_refuses_a_state_that_cannot_be(context: RequestContext, wrong: dict[str, Any]) -> None:
    job = ask(WRITE, context, title="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**wrong)
