"""What is old goes, and what is not stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from tests.jobs.asking import ask
from tests.project.jobs import WRITE
from throughline.http.context import RequestContext
from throughline.http.models import IdempotencyRecord
from throughline.jobs.housekeeping import NothingSerializer
from throughline.jobs.jobs import PRUNE_FINISHED
from throughline.jobs.kinds import job_kind
from throughline.jobs.models import Job
from throughline.jobs.worker.run_job import run_job
from throughline.tokens.limits.limit import SECOND_FACTOR
from throughline.tokens.models import FailureCount, RefreshFamily, RefreshToken

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = RequestContext(None, None, "r-1", None, "en")


def run(kind: str) -> Job:
    job = ask(job_kind(kind), SYSTEM)
    run_job(str(job.pk))
    job.refresh_from_db()
    return job


def test_jobs_that_ended_long_ago_are_deleted_and_others_stay(context: RequestContext) -> None:
    ended, recent, queued = (ask(WRITE, context, title=str(number)) for number in range(3))
    for job in (ended, recent):
        run_job(str(job.pk))
    Job.objects.filter(pk=ended.pk).update(finished_at=timezone.now() - timedelta(days=15))
    Job.objects.filter(pk=queued.pk).update(created_at=timezone.now() - timedelta(days=15))
    pruning = run(PRUNE_FINISHED.name)
    assert (pruning.result, pruning.progress_done, pruning.progress_total) == ({"deleted": 1}, 1, 1)
    assert set(Job.objects.all()) == {recent, queued, pruning}


def test_more_rows_than_one_batch_are_deleted() -> None:
    record = {"route": "/", "fingerprint": "", "status": 200}
    now = timezone.now()
    for prefix, expires_at, count in (("old", now, 1100), ("new", now + timedelta(hours=1), 3)):
        IdempotencyRecord.objects.bulk_create(
            IdempotencyRecord(key=f"{prefix}-{number}", expires_at=expires_at, **record) for number in range(count)
        )
    assert run("http.prune_idempotency_keys").result == {"deleted": 1100}
    assert set(IdempotencyRecord.objects.values_list("key", flat=True)) == {"new-0", "new-1", "new-2"}


def test_sessions_that_are_over_are_deleted_with_their_tokens(ada: User) -> None:
    def family(expires_at: datetime) -> RefreshFamily:
        row = RefreshFamily.objects.create(user=ada, created_at=expires_at, expires_at=expires_at)
        parent = None
        for _ in range(3):
            parent = RefreshToken.objects.create(family=row, parent=parent, issued_at=expires_at, expires_at=expires_at)
        return row

    now = timezone.now()
    family(now - timedelta(days=2))
    just_over, live = family(now - timedelta(hours=1)), family(now + timedelta(days=2))
    assert run("tokens.prune_families").result == {"deleted": 1}
    assert set(RefreshFamily.objects.all()) == {just_over, live}
    assert RefreshToken.objects.count() == 6


def test_failures_are_forgotten_and_places_where_somebody_signed_in_are_kept_for_ninety_days() -> None:
    now = timezone.now()
    for key, failures, updated_days, succeeded_days in (
        ("failed lately", 1, 0, None),
        ("failed long ago", 1, 2, None),
        ("guessed at codes", SECOND_FACTOR.free, 29, None),
        ("guessed at codes long ago", SECOND_FACTOR.free, 31, None),
        ("known place", 0, 80, 80),
        ("place of long ago", 0, 100, 100),
    ):
        succeeded_at = None if succeeded_days is None else now - timedelta(days=succeeded_days)
        FailureCount.objects.create(key=key, failures=failures, succeeded_at=succeeded_at)
        FailureCount.objects.filter(key=key).update(updated_at=now - timedelta(days=updated_days))
    assert run("tokens.prune_failures").result == {"deleted": 3}
    kept = {"failed lately", "guessed at codes", "known place"}
    assert set(FailureCount.objects.values_list("key", flat=True)) == kept


@pytest.mark.parametrize("payload", [{"days": 0}, {"": 1}])
def test_housekeeping_takes_no_orders(payload: dict[str, Any]) -> None:
    assert PRUNE_FINISHED.payload is NothingSerializer
    with pytest.raises(ValidationError):
        ask(PRUNE_FINISHED, SYSTEM, **payload)
