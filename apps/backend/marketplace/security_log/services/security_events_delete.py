from marketplace.security_log.models import SecurityEvent
from throughline.http.context import RequestContext


def security_events_delete(*, context: RequestContext, user_id: str) -> None:
    """The log of a person whose account is deleted."""
    SecurityEvent.objects.filter(user_id=user_id).delete()
