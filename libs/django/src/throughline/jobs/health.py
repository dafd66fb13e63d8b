from django.db.models import Count, Min, Q

from throughline.http.health import UnfitError

from .conf import jobs_settings
from .database_clock import database_now, seconds
from .models import Job
from .turn import jobs_database

# A sweeper that runs takes a lease that is over within moments.
_OVERDUE_LEASE_S = 30.0


def broker_health() -> None:
    """Raises when the broker cannot be reached or none is configured."""
    # Only processes that are asked import Celery.
    from .broker import require_broker

    require_broker()


def jobs_health() -> dict[str, object]:
    """How many jobs wait and run, and since when the oldest that could run has waited.

    Raises `UnfitError` with the same figures when it has waited too long, or no sweeper takes leases that are over.
    """
    database = jobs_database()
    now = database_now(database)
    is_due = Q(status=Job.Status.QUEUED, available_at__lte=now)
    live = Job.objects.using(database).filter(status__in=[Job.Status.QUEUED, Job.Status.RUNNING])
    figures = live.aggregate(
        queued=Count("pk", filter=Q(status=Job.Status.QUEUED)),
        running=Count("pk", filter=Q(status=Job.Status.RUNNING)),
        oldest=Min("available_at", filter=is_due),
        overdue=Count("pk", filter=Q(lease_until__lt=now - seconds(_OVERDUE_LEASE_S))),
    )
    oldest = figures["oldest"]
    oldest_s = 0.0 if oldest is None else max(0.0, round((now - oldest).total_seconds(), 3))
    details: dict[str, object] = {
        "queued": figures["queued"],
        "running": figures["running"],
        "oldest_queued_s": oldest_s,
        "overdue_leases": figures["overdue"],
    }
    if oldest_s > jobs_settings().oldest_queued_s or figures["overdue"]:
        raise UnfitError("Jobs wait too long.", details)
    return details
