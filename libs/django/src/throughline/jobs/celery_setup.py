"""Imported by the project's Celery module, before Django is set up: nothing here may import models."""

import logging
from typing import Any, Final

from celery import Celery, signals

from .broker import RUN_TASK
from .conf import jobs_settings

_TRANSPORT_OPTIONS: Final = {
    # After this the broker gives out again what a worker took and did not acknowledge; the sweeper is faster.
    "visibility_timeout": 60,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1.0,
    "socket_timeout": 5.0,
    "socket_keepalive": True,
}


def configure_jobs(app: Celery) -> None:
    """Make a Celery application carry jobs: call it in the module that `THROUGHLINE_JOBS["CELERY_APP"]` names.

    It sets the broker, the queue, acknowledgement after the work, the scheduler of beat, and leaves logging to Django.
    Other tasks of the application keep working.
    """
    settings = jobs_settings()
    app.conf.update(
        broker_url=settings.broker_url,
        broker_connection_retry_on_startup=True,
        broker_transport_options=dict(_TRANSPORT_OPTIONS),
        task_default_queue=settings.queue,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_redirect_stdouts=False,
        enable_utc=True,
        beat_scheduler="throughline.jobs.worker.job_scheduler:JobScheduler",
        beat_max_loop_interval=settings.sweep_interval_s,
    )
    app.task(name=RUN_TASK)(_run)
    app.steps["consumer"].add("throughline.jobs.worker.ready_file:ReadyFile")
    app.steps["consumer"].add("throughline.jobs.worker.lost_acknowledgement:LostAcknowledgement")
    # With a receiver Celery leaves the loggers as Django's LOGGING has them.
    signals.setup_logging.connect(_leave_logging, weak=False, dispatch_uid="throughline_jobs")
    signals.celeryd_init.connect(_log_warnings, weak=False, dispatch_uid="throughline_jobs")
    signals.worker_process_init.connect(_end_with_parent, weak=False, dispatch_uid="throughline_jobs")
    signals.beat_embedded_init.connect(_end_with_parent, weak=False, dispatch_uid="throughline_jobs")


def _run(job_id: str) -> None:
    from .worker.run_job import run_job

    run_job(job_id)


def _leave_logging(**_: Any) -> None:
    return None


def _log_warnings(**_: Any) -> None:
    # A worker's warnings would stand between the lines of its log in another form.
    logging.captureWarnings(True)


def _end_with_parent(**_: Any) -> None:
    from .worker.parent_watch import end_with_parent

    end_with_parent()
