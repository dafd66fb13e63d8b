from uuid import UUID

from django.db import transaction

from ..announce import save_and_announce
from ..database_clock import database_now, seconds
from ..kinds import JobKind, declared_kinds
from ..lock_limit import limit_lock
from ..models import Job
from ..turn import jobs_database


def job_claim(job_id: UUID) -> tuple[Job, JobKind] | None:
    """Begin an attempt: from now on the caller has the lease under the row's new `fence`.

    None when there is nothing to begin: the job runs or has ended (a message that came twice), is not due yet, or is of
    a kind that this process does not know (it stays queued for a worker that does).
    """
    database = jobs_database()
    with transaction.atomic(using=database):
        limit_lock(database)
        rows = Job.objects.using(database).select_for_update()
        job = rows.filter(pk=job_id, status=Job.Status.QUEUED).first()
        kind = None if job is None else declared_kinds().get(job.kind)
        if job is None or kind is None:
            return None
        now = database_now(database)
        if job.available_at > now:
            return None
        job.status = Job.Status.RUNNING
        job.attempts += 1
        job.fence += 1
        job.lease_until = now + seconds(kind.lease_s)
        job.started_at = job.started_at or now
        save_and_announce(job, "status", "attempts", "fence", "lease_until", "started_at")
        return job, kind
