import logging
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from uuid_utils.compat import uuid7

from throughline.http.context import RequestContext

from ..database_clock import database_now
from ..lock_limit import limit_lock
from ..models import ScheduleMark
from ..schedules import Schedule, declared_schedules
from ..turn import jobs_database
from .job_enqueue import job_enqueue

_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_logger = logging.getLogger(__name__)


def schedules_run() -> int:
    """Make the jobs that are due; however many schedulers look, one makes each. Returns how many are due."""
    database = jobs_database()
    now = database_now(database)
    marks = {mark.name: mark.seen_to for mark in ScheduleMark.objects.using(database).all()}
    due = [
        schedule for name, schedule in declared_schedules().items() if marks.get(name, _NEVER) < schedule.last_due(now)
    ]
    return sum(_run(schedule, now, database) for schedule in due)


def _run(schedule: Schedule, now: datetime, database: str) -> bool:
    marks = ScheduleMark.objects.using(database)
    # By itself: on MariaDB two that insert and then lock the same row in one transaction are a deadlock.
    marks.get_or_create(name=schedule.name, defaults={"seen_to": _NEVER})
    with transaction.atomic(using=database):
        limit_lock(database)
        mark = marks.select_for_update().get(name=schedule.name)
        if mark.seen_to >= schedule.last_due(now):
            return False
        mark.seen_to = schedule.last_due(now)
        mark.save(using=database)
        context = RequestContext(
            actor_id=None, company_id=None, request_id=str(uuid7()), traceparent=None, language=settings.LANGUAGE_CODE
        )
        job = job_enqueue(schedule.kind, schedule.payload, context=context, dedupe_key=f"schedule:{schedule.name}")
    _logger.info("A job is due.", extra={"schedule": schedule.name, "job_id": str(job.pk)})
    return True
