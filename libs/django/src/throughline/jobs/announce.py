from django.utils.translation import override

from throughline.http.context import RequestContext
from throughline.http.versions import save_new_version
from throughline.outbox.publish import publish

from .events import JOB_UPDATED
from .models import Job


def save_and_announce(job: Job, *fields: str) -> None:
    """Save changed fields of a locked job under a new version, and tell its person in the same transaction.

    A job that nobody asked for, such as one of a schedule, has nobody to be told.
    """
    save_new_version(job, *fields)
    if job.actor_id is None:
        return
    # Only its person reads the topic, so that the error can be in their language.
    with override(job.language):
        publish(
            JOB_UPDATED,
            topics=[f"job_{job.pk}"],
            entity_id=job.pk,
            entity_version=job.version,
            data=job,
            context=context_of_job(job),
        )


def context_of_job(job: Job) -> RequestContext:
    """The context of the request that asked for the job."""
    return RequestContext(
        actor_id=job.actor_id,
        company_id=job.company_id,
        request_id=job.request_id,
        traceparent=job.traceparent,
        language=job.language,
    )
