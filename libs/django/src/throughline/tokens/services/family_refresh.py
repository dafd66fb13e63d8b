from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.http.errors import ApplicationError
from throughline.tokens.conf import token_settings
from throughline.tokens.models import RefreshFamily
from throughline.tokens.models import RefreshToken as RefreshTokenRow
from throughline.tokens.services.family_open import token_issue
from throughline.tokens.services.family_revoke import family_revoke
from throughline.tokens.services.refresh_ids import refresh_ids
from throughline.tokens.token_pair import TokenPair, token_pair


def family_refresh(*, refresh: str) -> TokenPair:
    """The next pair for a refresh token, which works once.

    The same old token returns the same successor within the grace window or while that successor has never been
    presented, so that a race or a lost answer signs nobody out; any other reuse revokes the family (RFC 9700,
    section 4.14.2).

    Raises ApplicationError: auth.token_expired, auth.token_invalid, auth.session_revoked.
    """
    family_id, token_id = refresh_ids(refresh)
    # durable: were this inside another transaction, raising below would roll the revocation back.
    with transaction.atomic(durable=True):
        pair = _next_pair(family_id=family_id, token_id=token_id)
    if pair is None:
        raise ApplicationError("auth.session_revoked")
    return pair


def _next_pair(*, family_id: UUID, token_id: UUID) -> TokenPair | None:
    now = timezone.now()
    # The family's lock puts all refreshes of one session in a row; of= is absent because MariaDB has none.
    family = RefreshFamily.objects.select_for_update().filter(pk=family_id).first()
    token = RefreshTokenRow.objects.filter(pk=token_id, family_id=family_id).first()
    if family is None or token is None:
        raise ApplicationError("auth.token_invalid")
    if family.revoked_at is not None or family.expires_at <= now or not family.user.is_active:
        return None
    if token.rotated_at is None:
        token.rotated_at = now
        token.save(update_fields=["rotated_at"])
        return token_pair(family=family, token=token_issue(family=family, parent=token, now=now))
    successor = RefreshTokenRow.objects.get(parent=token)
    in_grace = now - token.rotated_at <= token_settings().grace
    if in_grace or successor.rotated_at is None:
        return token_pair(family=family, token=successor)
    family_revoke(family=family, reason=RefreshFamily.RevokedReason.REPLAYED)
    return None
