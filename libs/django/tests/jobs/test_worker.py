"""What was asked for is done, and comes out once, whatever dies in between."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.jobs.asking import ask, begun_by, wait_for
from tests.jobs.valkey import Valkey
from tests.jobs.worker_process import running_worker
from tests.outbox.relay_process import wait_until
from tests.project.jobs import FAIL, WRITE
from tests.project.models import Note
from throughline.http.context import RequestContext
from throughline.jobs.models import Job
from throughline.jobs.schedules import declared_schedules
from throughline.jobs.services.job_cancel import job_cancel
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_is_done_by_a_worker_and_its_person_is_told(valkey: Valkey, context: RequestContext) -> None:
    with running_worker(valkey, "--beat"):
        job = ask(WRITE, context, title="one")
        wait_for(job, "completed")
    assert (job.result, job.attempts, job.lease_until, job.error_code) == ({"title": "one", "attempt": 1}, 1, None, "")
    events = OutboxEvent.objects.filter(entity_id=job.pk).order_by("number")
    assert [(event.data["status"], event.entity_version) for event in events] == [("running", 2), ("completed", 3)]
    assert {(event.topics[0], event.request_id, event.actor_id) for event in events} == {
        (f"job_{job.pk}", "r-1", context.actor_id)
    }


def test_the_job_of_a_killed_worker_is_done_by_another_and_once(
    valkey: Valkey, context: RequestContext, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    with running_worker(valkey, "--beat") as first, running_worker(valkey, "--beat") as second:
        job = ask(WRITE, context, title="one", gate=str(gate))
        wait_until(lambda: len(begun_by()) == 1)
        (child,) = begun_by()
        victim = first if os.getpgid(child) == first.process.pid else second
        victim.kill()
        wait_until(lambda: len(begun_by()) == 2)
        gate.touch()
        wait_for(job, "completed")
    assert (job.attempts, job.result) == (2, {"title": "one", "attempt": 2})
    assert Note.objects.filter(title="one").count() == 1


def test_children_end_with_a_killed_worker(valkey: Valkey, context: RequestContext, tmp_path: Path) -> None:
    with running_worker(valkey, "--beat") as worker:
        ask(WRITE, context, title="one", gate=str(tmp_path / "gate"))
        wait_until(lambda: len(begun_by()) == 1)
        children = _children(worker.process.pid)
        assert len(children) == 2
        worker.process.kill()
        wait_until(lambda: not any(_is_alive(pid) for pid in children))


def _children(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return {int(child) for child, parent in (line.split() for line in listed.splitlines()) if int(parent) == pid}


def _is_alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True).stdout
    # A zombie has ended; only nobody has asked about it.
    return state.strip() not in ("", "Z")


def test_a_child_that_dies_in_the_middle_costs_an_attempt_and_no_worker(
    valkey: Valkey, context: RequestContext
) -> None:
    with running_worker(valkey, "--beat") as worker:
        once, always = (ask(FAIL, context, how="die", attempts=attempts) for attempts in (1, 9))
        wait_for(once, "completed")
        assert once.result == {"title": "ok", "attempt": 2}
        wait_for(always, "failed")
        assert (always.error_code, always.attempts) == ("job.worker_lost", 3)
        assert worker.is_ready()


def test_a_worker_that_hangs_loses_the_job_and_can_write_nothing(
    valkey: Valkey, context: RequestContext, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    with running_worker(valkey) as first, running_worker(valkey, "--beat") as second:
        job = ask(WRITE, context, title="one", gate=str(gate))
        wait_until(lambda: len(begun_by()) == 1)
        (child,) = begun_by()
        os.kill(child, signal.SIGSTOP)
        hanging = first if os.getpgid(child) == first.process.pid else second
        wait_until(lambda: len(begun_by()) == 2)
        gate.touch()
        wait_for(job, "completed")
        version = job.version
        os.kill(child, signal.SIGCONT)
        wait_until(lambda: "has lost a job" in hanging.log())
    job.refresh_from_db()
    assert (job.version, job.result) == (version, {"title": "one", "attempt": 2})
    assert Note.objects.filter(title="one").count() == 1


@pytest.mark.parametrize(
    ("how", "code", "attempts"),
    [
        ("crash", "job.failed", 3),
        ("hang", "job.timed_out", 3),
        ("refuse", "note.locked", 1),
        ("busy", "note.printer_busy", 3),
    ],
)
def test_a_job_that_fails_is_tried_again_and_ends_with_a_code_and_a_safe_line(
    valkey: Valkey, context: RequestContext, how: str, code: str, attempts: int
) -> None:
    with running_worker(valkey, "--beat") as worker:
        job = ask(FAIL, context, how=how, attempts=9)
        wait_for(job, "failed")
        assert (job.error_code, job.attempts, job.result) == (code, attempts, None)
        assert "secret" not in job.error_message
        assert ("secret address" in worker.log()) == (how == "crash")
        better = ask(FAIL, context, how=how, attempts=0 if how == "refuse" else 1)
        wait_for(better, "completed")
        assert better.error_code == ""


def test_what_the_broker_lost_is_sent_again(valkey: Valkey, context: RequestContext) -> None:
    jobs = [ask(WRITE, context, title=str(number)) for number in range(5)]
    valkey.kill()
    jobs += [ask(WRITE, context, title=str(number)) for number in range(5, 10)]
    valkey.start()
    assert valkey.client().llen("throughline-jobs") == 0
    with running_worker(valkey, "--beat"):
        for job in jobs:
            wait_for(job, "completed")
        # The broker goes while a worker is connected to it.
        valkey.kill()
        late = ask(WRITE, context, title="late")
        valkey.start()
        wait_for(late, "completed")
    assert Note.objects.exclude(title__startswith="begun").count() == 11


def test_a_running_job_is_cancelled_when_its_work_looks(
    valkey: Valkey, context: RequestContext, tmp_path: Path
) -> None:
    with running_worker(valkey, "--beat"):
        job = ask(WRITE, context, title="one", gate=str(tmp_path / "never"))
        wait_until(lambda: len(begun_by()) == 1)
        assert job_cancel(context=context, job_id=job.pk).status == "running"
        wait_for(job, "cancelled")
        assert job.result is None
    assert not Note.objects.filter(title="one").exists()


def test_a_worker_that_is_asked_to_stop_ends_its_job_first(
    valkey: Valkey, context: RequestContext, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    with running_worker(valkey, "--beat") as worker:
        job = ask(WRITE, context, title="one", gate=str(gate))
        wait_until(lambda: len(begun_by()) == 1)
        worker.process.terminate()
        wait_until(lambda: "Warm shutdown" in worker.log())
        gate.touch()
        assert worker.process.wait(timeout=60) == 0
        assert not worker.ready_file.exists()
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("completed", 1)


@pytest.mark.parametrize("is_quiet", [True, False])
def test_a_job_keeps_its_lease_for_as_long_as_it_works_and_tells_its_progress_seldom(
    valkey: Valkey, context: RequestContext, tmp_path: Path, is_quiet: bool
) -> None:
    gate = tmp_path / "gate"
    with running_worker(valkey, "--beat"):
        job = ask(WRITE, context, title="one", gate=str(gate), is_quiet=is_quiet)
        wait_until(lambda: len(begun_by()) == 1)
        begun_at = time.monotonic()
        wait_until(lambda: time.monotonic() - begun_at > 1.5 * WRITE.lease_s)
        gate.touch()
        wait_for(job, "completed")
        took_s = time.monotonic() - begun_at
    assert (job.attempts, job.result) == (1, {"title": "one", "attempt": 1})
    told = OutboxEvent.objects.filter(entity_id=job.pk).count()
    # Of its begin, of its end, and at most every 0.2 s in between.
    assert (told == 2) if is_quiet else (5 <= told <= 2 + took_s / 0.2 + 1)
    assert (job.progress_done > told) is not is_quiet


def test_two_beats_make_one_job_of_each_schedule(valkey: Valkey) -> None:
    with running_worker(valkey, "--beat") as first, running_worker(valkey, "--beat") as second:
        assert first.is_ready()
        assert second.is_ready()
        kinds = set(declared_schedules())
        wait_until(lambda: set(Job.objects.filter(status="completed").values_list("kind", flat=True)) == kinds)
    assert Job.objects.count() == len(kinds) == 4
    assert not OutboxEvent.objects.exists()


def test_the_worker_ends_when_its_beat_has_died(valkey: Valkey, context: RequestContext) -> None:
    with running_worker(valkey, "--beat") as worker:
        wait_for(ask(WRITE, context, title="one"), "completed")
        (beat,) = _children(worker.process.pid) - set(begun_by())
        os.kill(beat, signal.SIGKILL)
        assert worker.process.wait(timeout=60) == os.EX_SOFTWARE
        assert "Beat has ended" in worker.log()
        assert not worker.ready_file.exists()


def test_a_worker_waits_for_a_broker_that_is_away(valkey: Valkey, context: RequestContext) -> None:
    valkey.kill()
    with running_worker(valkey, "--beat", wait=False) as worker:
        wait_until(lambda: "Cannot connect to redis" in worker.log())
        assert not worker.ready_file.exists()
        job = ask(WRITE, context, title="one")
        valkey.start()
        wait_for(job, "completed")
        assert worker.is_ready()
