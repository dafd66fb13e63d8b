from django.db.models import Count, Min
from django.utils import timezone

from .models import OutboxEvent


def outbox_health() -> dict[str, object]:
    """The app's part of the health answer: how many events wait, since when, and how many were refused."""
    figures = OutboxEvent.objects.filter(settled_at=None).aggregate(waiting=Count("number"), oldest=Min("occurred_at"))
    refused = OutboxEvent.objects.exclude(refusal="").count()
    oldest = figures["oldest"]
    oldest_s = 0.0 if oldest is None else round((timezone.now() - oldest).total_seconds(), 3)
    return {"waiting": figures["waiting"], "refused": refused, "oldest_waiting_s": oldest_s}
