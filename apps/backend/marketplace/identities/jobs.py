"""Housekeeping. The jobs app finds this module by its name."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from marketplace.identities.models import SocialFlow
from throughline.jobs.housekeeping import NothingSerializer, PrunedSerializer, prune
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind
from throughline.jobs.schedules import Schedule

# For the record of who asks in support why a sign-in failed.
_KEEP: Final = timedelta(hours=1)


def _prune_flows(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return prune(run, SocialFlow.objects.filter(expires_at__lt=timezone.now() - _KEEP))


PRUNE_FLOWS = JobKind(
    name="identities.prune_flows", handle=_prune_flows, payload=NothingSerializer, result=PrunedSerializer
)
Schedule(kind=PRUNE_FLOWS, every=timedelta(hours=1), offset=timedelta(minutes=53))
