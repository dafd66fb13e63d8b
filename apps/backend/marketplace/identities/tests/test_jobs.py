from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from marketplace.identities.jobs import PRUNE_FLOWS
from marketplace.identities.models import SocialFlow
from marketplace.identities.tests.journey import begin
from marketplace.identities.tests.local_provider import LocalProvider
from throughline.http.context import RequestContext
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.jobs.worker.run_job import run_job


@pytest.mark.django_db(transaction=True)
def test_flows_that_are_over_are_deleted(provider: LocalProvider) -> None:
    for _ in range(3):
        begin()
    old, just_over, live = SocialFlow.objects.order_by("pk")
    now = timezone.now()
    for row, age in ((old, timedelta(minutes=61)), (just_over, timedelta(minutes=1))):
        SocialFlow.objects.filter(pk=row.pk).update(expires_at=now - age)
    with transaction.atomic():
        job = job_enqueue(PRUNE_FLOWS, {}, context=RequestContext(None, None, "r-1", None, "en"))
    run_job(str(job.pk))
    job.refresh_from_db()
    assert job.result == {"deleted": 1}
    assert set(SocialFlow.objects.all()) == {just_over, live}
