"""Housekeeping for projects that have `throughline.jobs`, which finds this module by its name."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from throughline.jobs.housekeeping import NothingSerializer, PrunedSerializer, prune
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind
from throughline.jobs.schedules import Schedule

from .models import IdempotencyRecord


def _prune_idempotency_keys(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return prune(run, IdempotencyRecord.objects.filter(expires_at__lte=timezone.now()))


PRUNE_IDEMPOTENCY_KEYS = JobKind(
    name="http.prune_idempotency_keys",
    handle=_prune_idempotency_keys,
    payload=NothingSerializer,
    result=PrunedSerializer,
)
Schedule(kind=PRUNE_IDEMPOTENCY_KEYS, every=timedelta(hours=1), offset=timedelta(minutes=17))
