"""Attempts made by hand, without a worker."""

from datetime import timedelta

from django.utils import timezone

from throughline.jobs.job_run import JobRun, run_of
from throughline.jobs.models import Job
from throughline.jobs.services.job_claim import job_claim
from throughline.jobs.turn import Turn


def begin(job: Job) -> Turn:
    claimed = job_claim(job.pk)
    assert claimed is not None
    row, kind = claimed
    return Turn(row.pk, row.fence, kind.lease_s)


def let_lease_run_out(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def make_available(job: Job) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(available_at=past, send_at=past)


class NoKeeper:
    """For work that is called by hand: nothing is lost, and progress is seen by nobody."""

    is_lost = False
    is_cancel_requested = False

    def tell_progress(self, done: int, total: int | None) -> None:
        assert total is None or done <= total


def run_by_hand(turn: Turn, job: Job) -> JobRun:
    return run_of(job, turn, NoKeeper())
