import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from throughline.tokens.conf import token_settings
from throughline.tokens.models import SigningKey
from throughline.tokens.services.signing_key_lock import SigningKeyError, signing_key_lock
from throughline.tokens.signing.key_ring import key_ring
from throughline.tokens.signing.token_backend import ACCESS_BACKEND

logger = logging.getLogger(__name__)


@transaction.atomic
def signing_key_retire(*, kid: str, at_once: bool = False) -> SigningKey:
    """Ends a key that no longer signs and drops its private half.

    It is published, and verifies access tokens, until the last of them is over; refresh tokens, which only this
    service reads, likewise until the last of those is. At once, for a key that was stolen: nothing that it signed
    counts any more.

    Raises SigningKeyError: no such key, or it still signs.
    """
    key = signing_key_lock(kid=kid)
    if key.signs:
        raise SigningKeyError(f"{kid} signs. Promote another key first.")
    if key.retired_at is not None and not at_once:
        return key
    configured = token_settings()
    now = timezone.now()
    # A process that has not read the table again may still sign with it for so long.
    late = ACCESS_BACKEND.get_leeway() + timedelta(seconds=configured.key_cache_s)
    key.retired_at = key.retired_at or now
    key.access_until = now if at_once else now + configured.access_lifetime + late
    key.refresh_until = now if at_once else now + configured.refresh_lifetime + late
    key.sealed_private_key = ""
    key.save(update_fields=["retired_at", "access_until", "refresh_until", "sealed_private_key"])
    transaction.on_commit(key_ring.forget)
    logger.info("signing key retired", extra={"kid": kid, "at_once": at_once})
    return key
