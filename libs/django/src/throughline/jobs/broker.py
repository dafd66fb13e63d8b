"""The way to the broker. Importing this imports Celery, which takes longer than all else that a web process imports."""

from typing import Final
from uuid import UUID

from celery import Celery
from django.utils.module_loading import import_string
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from .conf import jobs_settings
from .kinds import JobKind

RUN_TASK: Final = "throughline_jobs.run"

# A worker's process that does not heed the time limit is killed so much later.
_GRACE_S: Final = 10
# A kept connection may be dead since the broker started anew.
_RETRY_ONCE: Final = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}


class BrokerAwayError(Exception):
    """The broker cannot be reached, or none is configured."""


def post_run_task(job_id: UUID, kind: JobKind) -> None:
    """Put the message of a job into the queue. Raises `BrokerAwayError`."""
    app = celery_app()
    try:
        app.send_task(
            RUN_TASK,
            args=(str(job_id),),
            soft_time_limit=kind.time_limit_s,
            time_limit=kind.time_limit_s + _GRACE_S,
            ignore_result=True,
            retry=True,
            retry_policy=_RETRY_ONCE,
        )
    except (KombuError, RedisError, OSError) as error:
        raise BrokerAwayError(type(error).__name__) from error


def require_broker() -> None:
    """Raises `BrokerAwayError` unless the broker answers to one attempt."""
    app = celery_app()
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, interval_step=0)
    except (KombuError, RedisError, OSError) as error:
        raise BrokerAwayError(type(error).__name__) from error


def celery_app() -> Celery:
    """The project's application. Raises `BrokerAwayError` when no broker is configured."""
    settings = jobs_settings()
    if not settings.broker_url:
        raise BrokerAwayError("None is configured.")
    app: Celery = import_string(settings.celery_app)
    return app
