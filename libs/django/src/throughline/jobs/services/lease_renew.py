from django.db import transaction

from ..announce import save_and_announce
from ..database_clock import database_now, seconds
from ..models import Job
from ..progress import Progress
from ..turn import Turn, jobs_database, lock_turn


def lease_renew(turn: Turn, *, progress: Progress | None) -> Job | None:
    """Another lease from now, with the progress when there is new one; None when the lease is lost."""
    database = jobs_database()
    with transaction.atomic(using=database):
        job = lock_turn(turn)
        if job is None:
            return None
        job.lease_until = database_now(database) + seconds(turn.lease_s)
        if progress is None or progress == Progress(job.progress_done, job.progress_total):
            job.save(using=database, update_fields=["lease_until"])
        else:
            job.progress_done, job.progress_total = progress.done, progress.total
            save_and_announce(job, "lease_until", "progress_done", "progress_total")
        return job
