from typing import NamedTuple
from uuid import UUID

from django.db import router

from .lock_limit import limit_lock
from .models import Job


class Turn(NamedTuple):
    """One attempt at a job; another one has another `fence`."""

    job_id: UUID
    fence: int
    lease_s: float


def jobs_database() -> str:
    return router.db_for_write(Job)


def lock_turn(turn: Turn) -> Job | None:
    """The locked row while this turn lasts, inside a transaction; None when another one has begun or the job ended.

    A process that hangs does not hold the lock for longer than a lease.
    """
    limit_lock(jobs_database(), turn.lease_s)
    rows = Job.objects.using(jobs_database()).select_for_update()
    return rows.filter(pk=turn.job_id, status=Job.Status.RUNNING, fence=turn.fence).first()
