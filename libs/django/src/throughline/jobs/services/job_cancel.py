from uuid import UUID

from django.db import transaction

from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError

from ..announce import save_and_announce
from ..database_clock import database_now
from ..models import Job
from ..selectors import jobs_of
from ..turn import jobs_database
from .job_end import job_end


def job_cancel(*, context: RequestContext, job_id: UUID) -> Job:
    """A job that waits is cancelled; one that runs is asked to stop, and does so when its work looks. Twice is as once.

    Raises ApplicationError: job.not_found, job.already_ended.
    """
    database = jobs_database()
    with transaction.atomic(using=database):
        job = jobs_of(context=context).using(database).select_for_update().filter(pk=job_id).first()
        if job is None:
            raise ApplicationError("job.not_found")
        if job.status in (Job.Status.COMPLETED, Job.Status.FAILED):
            raise ApplicationError("job.already_ended")
        if job.status == Job.Status.QUEUED:
            job_end(job, Job.Status.CANCELLED)
        elif job.status == Job.Status.RUNNING and job.cancel_requested_at is None:
            job.cancel_requested_at = database_now(database)
            save_and_announce(job, "cancel_requested_at")
        return job
