from django.db import transaction

from ..models import Job
from ..turn import Turn, jobs_database, lock_turn
from .job_end import job_end


def job_stop(turn: Turn) -> Job | None:
    """The attempt has stopped because someone asked for it; None when the lease is lost."""
    with transaction.atomic(using=jobs_database()):
        job = lock_turn(turn)
        if job is not None:
            job_end(job, Job.Status.CANCELLED)
        return job
