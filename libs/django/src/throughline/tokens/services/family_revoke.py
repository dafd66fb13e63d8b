import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from throughline.http.context import RequestContext
from throughline.tokens.announce import announce_ended
from throughline.tokens.conf import token_settings
from throughline.tokens.models import RefreshFamily

logger = logging.getLogger(__name__)


@transaction.atomic
def family_revoke(*, context: RequestContext, family: RefreshFamily, reason: RefreshFamily.RevokedReason) -> None:
    """Ends one session; its refresh tokens are worth nothing from now on. Once ended it keeps its first reason."""
    locked = RefreshFamily.objects.select_for_update().filter(pk=family.pk, revoked_at__isnull=True).first()
    if locked is not None:
        _revoke(context, locked, reason)


@transaction.atomic
def families_revoke(
    *,
    context: RequestContext,
    user_id: Any,
    reason: RefreshFamily.RevokedReason,
    except_sid: str | None = None,
) -> int:
    """Ends a person's sessions, all or all but one. Returns how many were ended."""
    families = RefreshFamily.objects.select_for_update().filter(user_id=user_id, revoked_at__isnull=True).order_by("pk")
    if except_sid is not None:
        families = families.exclude(pk=except_sid)
    ended = list(families)
    for family in ended:
        _revoke(context, family, reason)
    return len(ended)


def _revoke(context: RequestContext, family: RefreshFamily, reason: RefreshFamily.RevokedReason) -> None:
    family.revoked_at = timezone.now()
    family.revoked_reason = reason
    family.save(update_fields=["revoked_at", "revoked_reason"])
    announce_ended(context=context, family=family)
    token_settings().observer.session_ended(context=context, family=family)
    logger.warning("session revoked", extra={"sid": str(family.pk), "reason": reason.value})
