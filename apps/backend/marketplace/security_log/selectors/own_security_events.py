from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from marketplace.security_log.models import SecurityEvent
from throughline.http.context import RequestContext
from throughline.tokens.models import RefreshFamily


def own_security_events(*, context: RequestContext) -> QuerySet[SecurityEvent]:
    """What the person's log holds, each with `session_is_live`: whether its session can still be ended."""
    live = RefreshFamily.objects.filter(
        pk=OuterRef("session_id"), revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    events = SecurityEvent.objects.annotate(session_is_live=Exists(live))
    return events.none() if context.actor_id is None else events.filter(user_id=context.actor_id)
