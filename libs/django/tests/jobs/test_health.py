"""Whether jobs get done is told by the health of the service that asks for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.jobs.asking import ask
from tests.jobs.turns import begin
from tests.jobs.valkey import Valkey
from tests.project.jobs import WRITE
from throughline.http.context import RequestContext
from throughline.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def health() -> Any:
    response = Client().get("/api/v1/health/")
    assert response.status_code == 200
    return response.json()


def test_queued_and_running_jobs_are_counted(valkey: Valkey, context: RequestContext) -> None:
    begin(ask(WRITE, context, title="one"))
    ask(WRITE, context, title="two")
    body = health()
    jobs = body["checks"]["jobs"]
    assert (body["status"], body["checks"]["broker"]["status"], jobs["status"]) == ("healthy",) * 3
    assert (jobs["queued"], jobs["running"], jobs["overdue_leases"]) == (1, 1, 0)
    assert 0 <= jobs["oldest_queued_s"] < 5


def test_without_its_broker_the_service_is_degraded_and_answers(valkey: Valkey, context: RequestContext) -> None:
    valkey.kill()
    body = health()
    assert (body["status"], body["checks"]["broker"]["status"]) == ("degraded", "unhealthy")
    assert body["checks"]["broker"]["latency_ms"] < 1000
    assert "127.0.0.1" not in str(body)
    assert Client().get("/readyz").status_code == 200
    valkey.start()
    assert health()["status"] == "healthy"


@pytest.mark.parametrize(
    ("minutes_ago", "delay", "status"), [(2, 0, "degraded"), (0.5, 0, "healthy"), (2, 9, "healthy")]
)
def test_a_job_that_could_run_and_waits_too_long_is_told(
    valkey: Valkey, context: RequestContext, minutes_ago: float, delay: int, status: str
) -> None:
    job = ask(WRITE, context, title="one")
    available_at = timezone.now() + timedelta(minutes=delay - minutes_ago)
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=9), available_at=available_at)
    body = health()
    assert (body["status"], body["checks"]["jobs"]["queued"]) == (status, 1)


def test_a_lease_that_nobody_sweeps_is_told(valkey: Valkey, context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    begin(job)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(minutes=1))
    body = health()
    assert (body["status"], body["checks"]["jobs"]["overdue_leases"]) == ("degraded", 1)
