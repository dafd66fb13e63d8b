"""This app's own housekeeping."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from .conf import jobs_settings
from .database_clock import database_now
from .housekeeping import NothingSerializer, PrunedSerializer, prune
from .job_run import JobRun
from .kinds import JobKind
from .models import Job
from .schedules import Schedule
from .turn import jobs_database


def _prune_finished(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    before = database_now(jobs_database()) - jobs_settings().keep_finished
    ended = (Job.Status.COMPLETED, Job.Status.FAILED, Job.Status.CANCELLED)
    return prune(run, Job.objects.using(jobs_database()).filter(status__in=ended, finished_at__lt=before))


PRUNE_FINISHED = JobKind(
    name="jobs.prune_finished", handle=_prune_finished, payload=NothingSerializer, result=PrunedSerializer
)
Schedule(kind=PRUNE_FINISHED, every=timedelta(hours=1), offset=timedelta(minutes=7))
