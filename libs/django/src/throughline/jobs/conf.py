"""`THROUGHLINE_JOBS`."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_DEFAULTS: Final[dict[str, object]] = {
    # The project's Celery application, which has been through `configure_jobs`, as "config.celery.app".
    "CELERY_APP": "",
    # redis://:password@host:port/number, or rediss://; empty where there is none: jobs then wait in the database.
    "BROKER_URL": "",
    # Projects that share a broker need different names.
    "QUEUE": "throughline-jobs",
    # How often the sweeper and the schedule look.
    "SWEEP_INTERVAL_S": 1.0,
    # After this a job that nobody has claimed is sent again, then after twice as long each time, up to a minute.
    "RESEND_AFTER_S": 5.0,
    # Progress is written, and told as an event, at most this often.
    "PROGRESS_INTERVAL_S": 0.5,
    # From here on the health check "jobs" says that something is wrong.
    "OLDEST_QUEUED_S": 60.0,
    # How long jobs stay after they ended.
    "KEEP_FINISHED": timedelta(days=14),
    # The worker's file by which others see that it takes jobs; empty for none.
    "READY_FILE": "",
}


@dataclass(frozen=True, kw_only=True)
class JobsSettings:
    celery_app: str
    broker_url: str
    queue: str
    sweep_interval_s: float
    resend_after_s: float
    progress_interval_s: float
    oldest_queued_s: float
    keep_finished: timedelta
    ready_file: str


def jobs_settings() -> JobsSettings:
    """The settings as they stand now. Raises `ImproperlyConfigured` for unknown names and for no Celery application."""
    given: dict[str, object] = getattr(settings, "THROUGHLINE_JOBS", {})
    unknown = sorted(set(given) - set(_DEFAULTS))
    if unknown:
        raise ImproperlyConfigured(f"THROUGHLINE_JOBS has unknown names: {', '.join(unknown)}.")
    values = cast("dict[str, Any]", {**_DEFAULTS, **given})
    if not values["CELERY_APP"]:
        raise ImproperlyConfigured('THROUGHLINE_JOBS["CELERY_APP"] must be like "config.celery.app".')
    return JobsSettings(**{name.lower(): value for name, value in values.items()})
