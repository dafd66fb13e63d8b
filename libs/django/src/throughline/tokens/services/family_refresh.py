from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.conf import token_settings
from throughline.tokens.counters import Counter, count
from throughline.tokens.device import Device
from throughline.tokens.limits.address_group import address_group
from throughline.tokens.limits.failure_counts import count_failure, key_of, refuse_blocked
from throughline.tokens.limits.limit import REFRESH_ADDRESS
from throughline.tokens.models import RefreshFamily
from throughline.tokens.models import RefreshToken as RefreshTokenRow
from throughline.tokens.services.family_open import token_issue
from throughline.tokens.services.family_revoke import family_revoke
from throughline.tokens.services.refresh_ids import RefreshIds, refresh_ids
from throughline.tokens.token_pair import TokenPair, token_pair


def family_refresh(*, context: RequestContext, refresh: str, device: Device) -> TokenPair:
    """The next pair for a refresh token, which works once.

    The same old token returns the same successor within the grace window or while that successor has never been
    presented, so that a race or a lost answer signs nobody out; any other reuse revokes the family (RFC 9700,
    section 4.14.2).

    Raises ApplicationError: auth.token_expired, auth.token_invalid, auth.session_revoked; http.too_many_requests for an
    address that makes tokens up.
    """
    try:
        family_id, token_id = _ids_of(refresh, device)
        # durable: were this inside another transaction, raising below would roll the revocation back.
        with transaction.atomic(durable=True):
            pair = _next_pair(context=context, family_id=family_id, token_id=token_id, device=device)
        if pair is None:
            raise ApplicationError("auth.session_revoked")
    except ApplicationError as error:
        # Who has to wait is refused without a write.
        if error.code != "http.too_many_requests":
            count(Counter.REFRESH_REFUSALS)
        raise
    return pair


def _ids_of(refresh: str, device: Device) -> RefreshIds:
    limits = {key_of(REFRESH_ADDRESS, address_group(device.address)): REFRESH_ADDRESS}
    refuse_blocked(limits)
    try:
        return refresh_ids(refresh)
    except ApplicationError as error:
        # One that has expired was good once.
        if error.code == "auth.token_invalid":
            count_failure(limits)
        raise


def _next_pair(*, context: RequestContext, family_id: UUID, token_id: UUID, device: Device) -> TokenPair | None:
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
        family.last_used_at, family.address = now, device.address
        family.save(update_fields=["last_used_at", "address"])
        return token_pair(family=family, token=token_issue(family=family, parent=token, now=now))
    successor = RefreshTokenRow.objects.get(parent=token)
    in_grace = now - token.rotated_at <= token_settings().grace
    if in_grace or successor.rotated_at is None:
        return token_pair(family=family, token=successor)
    family_revoke(context=context, family=family, reason=RefreshFamily.RevokedReason.REPLAYED)
    transaction.on_commit(partial(count, Counter.REPLAYED_TOKENS))
    return None
