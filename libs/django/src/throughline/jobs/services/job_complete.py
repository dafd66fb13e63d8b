from typing import Any

from django.db import transaction

from ..models import Job
from ..progress import Progress
from ..turn import Turn, jobs_database, lock_turn
from .job_end import job_end


def job_complete(turn: Turn, *, result: Any, progress: Progress | None) -> Job | None:
    """The attempt has done the work; None when the lease is lost, and nothing is written."""
    with transaction.atomic(using=jobs_database()):
        job = lock_turn(turn)
        if job is None:
            return None
        job.result = result
        if progress is not None:
            job.progress_done, job.progress_total = progress.done, progress.total
        job_end(job, Job.Status.COMPLETED)
        return job
