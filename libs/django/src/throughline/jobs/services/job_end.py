from ..announce import save_and_announce
from ..database_clock import database_now, seconds
from ..models import Job
from ..status import JobStatus
from ..turn import jobs_database

_FIELDS = (
    "status",
    "result",
    "error_code",
    "error_message",
    "progress_done",
    "progress_total",
    "lease_until",
    "dedupe_key",
    "finished_at",
)


def job_end(job: Job, status: JobStatus, *, code: str = "", message: str = "") -> None:
    """The last change of a locked job. Its key is free from now on."""
    job.status = status
    job.error_code = code
    job.error_message = message[:500]
    job.lease_until = None
    job.dedupe_key = None
    job.finished_at = database_now(jobs_database())
    save_and_announce(job, *_FIELDS)


def job_put_back(job: Job, *, after_s: float) -> None:
    """A locked job that ran waits again; the sweeper sends it when the time has come."""
    job.status = Job.Status.QUEUED
    job.lease_until = None
    job.available_at = job.send_at = database_now(jobs_database()) + seconds(after_s)
    job.sends = 0
    save_and_announce(job, "status", "lease_until", "available_at", "send_at", "sends")
