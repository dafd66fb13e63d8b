from uuid import UUID

from django.db.models import QuerySet

from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError

from .models import Job


def jobs_of(*, context: RequestContext) -> QuerySet[Job]:
    """The person's own jobs, for whichever company they were asked for. Nobody has none."""
    return Job.objects.none() if context.actor_id is None else Job.objects.filter(actor_id=context.actor_id)


def job_get(*, context: RequestContext, job_id: UUID) -> Job:
    """Raises ApplicationError: job.not_found, also for another person's job."""
    job = jobs_of(context=context).filter(pk=job_id).first()
    if job is None:
        raise ApplicationError("job.not_found")
    return job
