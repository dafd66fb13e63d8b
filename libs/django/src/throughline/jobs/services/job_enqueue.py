from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Any, Final

from django.db import IntegrityError, connections, transaction
from rest_framework.exceptions import ValidationError

from throughline.http.context import RequestContext

from ..conf import jobs_settings
from ..database_clock import database_now, seconds
from ..kinds import JobKind
from ..models import Job
from ..sender import send_job
from ..storable import NotStorableError, storable
from ..turn import jobs_database

_KEY_MAX_LENGTH: Final = 200


def job_enqueue(
    kind: JobKind,
    payload: Mapping[str, Any],
    *,
    context: RequestContext,
    dedupe_key: str | None = None,
    delay_s: float = 0,
) -> Job:
    """Write a job into the caller's transaction; a worker gets to know of it once that commits. Returns the job.

    `dedupe_key`, 1 to 200 characters: while a job of this kind and key is queued or running, it is returned and none
    is made. Where jobs are of persons, the key must name the person. `delay_s`: no worker begins before.

    A broker that is away does not matter: the sweeper sends the job later. Raises DRF's `ValidationError` for a payload
    that the kind does not take, `ValueError` for another wrong argument, and `TransactionManagementError` outside of a
    transaction, where the job could begin before that which it is about is there.
    """
    database = jobs_database()
    if not connections[database].in_atomic_block:
        raise transaction.TransactionManagementError(
            f"job_enqueue({kind.name}) must be inside transaction.atomic(), together with what the job is about."
        )
    if dedupe_key is not None and not 1 <= len(dedupe_key) <= _KEY_MAX_LENGTH:
        raise ValueError(f"{kind.name}: dedupe_key must have 1 to {_KEY_MAX_LENGTH} characters.")
    if not 0 <= delay_s <= 366 * 86_400:
        raise ValueError(f"{kind.name}: delay_s must be from 0 to a year.")
    now = database_now(database)
    available_at = now + seconds(delay_s)
    job = Job(
        kind=kind.name,
        payload=_checked_payload(kind, payload),
        max_attempts=kind.max_attempts,
        available_at=available_at,
        send_at=available_at if delay_s else now + seconds(jobs_settings().resend_after_s),
        dedupe_key=None if dedupe_key is None else sha256(f"{kind.name}:{dedupe_key}".encode()).hexdigest(),
        actor_id=context.actor_id,
        company_id=context.company_id,
        request_id=context.request_id,
        traceparent=context.traceparent,
        language=context.language,
    )
    live = _insert(job, database)
    if live is not None:
        return live
    if not delay_s:
        transaction.on_commit(partial(send_job, job.pk, kind.name), using=database)
    return job


def _checked_payload(kind: JobKind, payload: Mapping[str, Any]) -> Any:
    given = kind.payload(data=payload)
    given.is_valid(raise_exception=True)
    unknown = sorted(set(payload) - set(given.fields))
    if unknown:
        raise ValidationError({str(name): ["This kind of job has no such field."] for name in unknown})
    try:
        return storable(given.data)
    except NotStorableError as error:
        raise ValidationError(str(error)) from error


def _insert(job: Job, database: str) -> Job | None:
    """None when the job was written, else the one that has its key."""
    for is_last in (False, False, True):
        try:
            with transaction.atomic(using=database):
                job.save(using=database, force_insert=True)
        except IntegrityError:
            live = Job.objects.using(database).filter(dedupe_key=job.dedupe_key).first() if job.dedupe_key else None
            if live is not None:
                return live
            # The one that had the key has ended since, so that it is free; but hardly several times in a row.
            if is_last or job.dedupe_key is None:
                raise
        else:
            break
    return None
