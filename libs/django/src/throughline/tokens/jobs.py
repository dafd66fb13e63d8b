"""Housekeeping for projects that have `throughline.jobs`, which finds this module by its name."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from throughline.jobs.housekeeping import NothingSerializer, PrunedSerializer, prune
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind
from throughline.jobs.schedules import Schedule
from throughline.tokens.limits.limit import SECOND_FACTOR
from throughline.tokens.models import FailureCount, RefreshFamily

# No token of a family outlives it, but clocks differ.
_KEEP: Final = timedelta(days=1)
# Of failures in a row that nobody begins with: they are not forgotten by who goes on guessing.
_KEEP_MANY_FAILURES: Final = SECOND_FACTOR.forget_after
# So long a place counts as one from which the person signs in.
_KEEP_SUCCESSES: Final = timedelta(days=90)


def _prune_families(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return prune(run, RefreshFamily.objects.filter(expires_at__lt=timezone.now() - _KEEP))


def _prune_failures(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    now = timezone.now()
    few = Q(failures__lt=SECOND_FACTOR.free, updated_at__lt=now - _KEEP)
    old = FailureCount.objects.filter(few | Q(updated_at__lt=now - _KEEP_MANY_FAILURES))
    forgotten = old.filter(Q(succeeded_at=None) | Q(succeeded_at__lt=now - _KEEP_SUCCESSES))
    return prune(run, forgotten)


PRUNE_FAMILIES = JobKind(
    name="tokens.prune_families", handle=_prune_families, payload=NothingSerializer, result=PrunedSerializer
)
Schedule(kind=PRUNE_FAMILIES, every=timedelta(days=1), offset=timedelta(hours=3, minutes=27))

PRUNE_FAILURES = JobKind(
    name="tokens.prune_failures", handle=_prune_failures, payload=NothingSerializer, result=PrunedSerializer
)
Schedule(kind=PRUNE_FAILURES, every=timedelta(days=1), offset=timedelta(hours=3, minutes=41))
