import logging

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from throughline.tokens.models import RefreshFamily

logger = logging.getLogger(__name__)


def family_revoke(*, family: RefreshFamily, reason: RefreshFamily.RevokedReason) -> None:
    """Ends one session; its refresh tokens are worth nothing from now on. Once ended it keeps its first reason."""
    changed = RefreshFamily.objects.filter(pk=family.pk, revoked_at__isnull=True).update(
        revoked_at=timezone.now(), revoked_reason=reason
    )
    if changed:
        logger.warning("session revoked", extra={"sid": str(family.pk), "reason": reason.value})


def families_revoke(
    *, user: AbstractBaseUser, reason: RefreshFamily.RevokedReason, except_sid: str | None = None
) -> int:
    """Ends a person's sessions, all or all but one. Returns how many were ended."""
    families = RefreshFamily.objects.filter(user_id=user.pk, revoked_at__isnull=True)
    if except_sid is not None:
        families = families.exclude(pk=except_sid)
    return families.update(revoked_at=timezone.now(), revoked_reason=reason)
