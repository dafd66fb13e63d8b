from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from marketplace.factors.models import SpentChallenge
from throughline.jobs.housekeeping import NothingSerializer, PrunedSerializer, prune
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind
from throughline.jobs.schedules import Schedule


def _prune_challenges(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    # One that has expired is refused anyway.
    return prune(run, SpentChallenge.objects.filter(expires_at__lt=timezone.now()))


PRUNE_CHALLENGES = JobKind(
    name="factors.prune_challenges", handle=_prune_challenges, payload=NothingSerializer, result=PrunedSerializer
)
Schedule(kind=PRUNE_CHALLENGES, every=timedelta(days=1), offset=timedelta(hours=3, minutes=52))
