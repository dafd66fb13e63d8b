from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import transaction

from throughline.http.context import RequestContext

from .announce import context_of_job
from .database_clock import database_now, seconds
from .models import Job
from .turn import Turn, jobs_database, lock_turn


class JobCancelledError(Exception):
    """Someone asked to cancel this job. Let it through: the job ends as cancelled."""


class LeaseLostError(Exception):
    """This worker was silent for too long and another may have the job. Let it through: nothing more is written."""


class Keeper(Protocol):
    """What holds the lease beside the work."""

    @property
    def is_lost(self) -> bool: ...
    @property
    def is_cancel_requested(self) -> bool: ...
    def tell_progress(self, done: int, total: int | None) -> None: ...


@dataclass(frozen=True, slots=True)
class JobRun:
    """One attempt at a job, as its kind's `handle` sees it."""

    turn: Turn
    attempt: int
    context: RequestContext
    keeper: Keeper

    @property
    def job_id(self) -> UUID:
        return self.turn.job_id

    def progress(self, done: int, total: int | None = None) -> None:
        """Tell how far it is; cheap enough for each item. Raises as `check` does, and `ValueError` for less than 0."""
        if done < 0 or (total is not None and total < 0):
            raise ValueError("Progress begins at 0.")
        self.check()
        self.keeper.tell_progress(done, total)

    def check(self) -> None:
        """Raises `JobCancelledError` or `LeaseLostError` when the work should not go on."""
        if self.keeper.is_lost:
            raise LeaseLostError(self.turn)
        if self.keeper.is_cancel_requested:
            raise JobCancelledError(self.turn)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction that commits only while this attempt has the job: of two workers one writes.

        Keep it short: the job's row is locked meanwhile. Raises `LeaseLostError`.
        """
        with transaction.atomic(using=jobs_database()):
            job = lock_turn(self.turn)
            if job is None:
                raise LeaseLostError(self.turn)
            yield
            until = database_now(jobs_database()) + seconds(self.turn.lease_s)
            Job.objects.using(jobs_database()).filter(pk=job.pk).update(lease_until=until)


def run_of(job: Job, turn: Turn, keeper: Keeper) -> JobRun:
    """The attempt that `job_claim` has just begun."""
    return JobRun(
        turn=turn,
        attempt=job.attempts,
        context=context_of_job(job),
        keeper=keeper,
    )
