import logging
from typing import Final

from django.db import transaction

from throughline.http.registry import error_code

from ..database_clock import database_now
from ..lock_limit import limit_lock
from ..models import Job
from ..turn import jobs_database
from .job_end import job_end, job_put_back

_ROWS: Final = 100
_logger = logging.getLogger(__name__)


def leases_sweep() -> int:
    """Take jobs from workers that were silent for too long: they wait again, or have failed. Returns how many."""
    database = jobs_database()
    with transaction.atomic(using=database):
        limit_lock(database)
        now = database_now(database)
        # What another sweeper has locked it deals with; what a worker has locked is not silent.
        rows = Job.objects.using(database).select_for_update(skip_locked=True)
        lost = list(rows.filter(status=Job.Status.RUNNING, lease_until__lt=now).order_by("lease_until")[:_ROWS])
        for job in lost:
            if job.cancel_requested_at is not None:
                job_end(job, Job.Status.CANCELLED)
            elif job.attempts < job.max_attempts:
                job_put_back(job, after_s=0)
            else:
                job_end(job, Job.Status.FAILED, code="job.worker_lost", message=error_code("job.worker_lost").message)
    for job in lost:
        _logger.warning(
            "The worker of a job was lost.",
            extra={"job_id": str(job.pk), "kind": job.kind, "attempts": job.attempts, "status": job.status},
        )
    return len(lost)
