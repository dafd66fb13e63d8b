import random

from django.db import transaction

from ..kinds import JobKind
from ..models import Job
from ..turn import Turn, jobs_database, lock_turn
from .job_end import job_end, job_put_back


def job_fail(turn: Turn, *, kind: JobKind, code: str, message: str, may_succeed_later: bool) -> Job | None:
    """The attempt has failed: the job waits for the next one, or has failed; None when the lease is lost.

    `message` is shown to people.
    """
    with transaction.atomic(using=jobs_database()):
        job = lock_turn(turn)
        if job is None:
            return None
        if job.cancel_requested_at is not None:
            job_end(job, Job.Status.CANCELLED)
        elif may_succeed_later and job.attempts < job.max_attempts:
            job_put_back(job, after_s=_pause_s(kind, job.attempts))
        else:
            job_end(job, Job.Status.FAILED, code=code, message=message)
        return job


def _pause_s(kind: JobKind, attempts: int) -> float:
    longest_s = min(kind.retry_after_s * 2.0 ** min(attempts - 1, 60), kind.longest_retry_after_s)
    return longest_s * random.uniform(0.5, 1)  # noqa: S311 - spreads retries, guards nothing
