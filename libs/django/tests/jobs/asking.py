from typing import Any

from django.db import transaction

from tests.outbox.relay_process import wait_until
from tests.project.models import Note
from throughline.http.context import RequestContext
from throughline.jobs.kinds import JobKind
from throughline.jobs.models import Job
from throughline.jobs.services.job_enqueue import job_enqueue


def ask(kind: JobKind, context: RequestContext, **payload: Any) -> Job:
    """A job in a transaction of its own."""
    with transaction.atomic():
        return job_enqueue(kind, payload, context=context)


def wait_for(job: Job, status: str, *, timeout_s: float = 60) -> None:
    """Until a worker has brought the job there; `job` is then as the row."""
    wait_until(lambda: Job.objects.get(pk=job.pk).status == status, timeout_s)
    job.refresh_from_db()


def begun_by() -> list[int]:
    """The process of each attempt at a `notes.write`, in order."""
    titles = Note.objects.filter(title__startswith="begun").order_by("pk").values_list("title", flat=True)
    return [int(title.removeprefix("begun by ")) for title in titles]
