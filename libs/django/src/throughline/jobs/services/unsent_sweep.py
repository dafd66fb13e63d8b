from typing import Final

from django.db import transaction

from ..conf import jobs_settings
from ..database_clock import database_now, seconds
from ..lock_limit import limit_lock
from ..models import Job
from ..sender import send_job
from ..turn import jobs_database

_ROWS: Final = 200
_LONGEST_PAUSE_S: Final = 60.0


def unsent_sweep() -> int:
    """Send the jobs whose time has come, and again those that nobody has claimed. Returns how many were sent.

    What the broker already has is sent a second time only after ever longer pauses; a worker ignores what comes twice.
    """
    database = jobs_database()
    rows = Job.objects.using(database)
    with transaction.atomic(using=database):
        limit_lock(database)
        now = database_now(database)
        waiting = rows.select_for_update(skip_locked=True).filter(status=Job.Status.QUEUED, send_at__lte=now)
        due = list(waiting.order_by("send_at")[:_ROWS])
        for job in due:
            pause_s = min(jobs_settings().resend_after_s * 2.0 ** min(job.sends, 10), _LONGEST_PAUSE_S)
            job.sends += 1
            job.send_at = now + seconds(pause_s)
            job.save(using=database, update_fields=["sends", "send_at"])
    # After the commit: a worker that is faster than it would find the row locked, or not due.
    for number, job in enumerate(due):
        if not send_job(job.pk, job.kind):
            unsent = [job.pk for job in due[number:]]
            rows.filter(pk__in=unsent, status=Job.Status.QUEUED).update(send_at=now)
            return number
    return len(due)
