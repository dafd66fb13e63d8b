from django.db.models import QuerySet
from django.utils import timezone

from throughline.http.context import RequestContext
from throughline.tokens.models import RefreshFamily


def live_sessions(*, context: RequestContext) -> QuerySet[RefreshFamily]:
    """The sessions of the person that have neither been ended nor have run out."""
    families = RefreshFamily.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
    return families.none() if context.actor_id is None else families.filter(user_id=context.actor_id)
