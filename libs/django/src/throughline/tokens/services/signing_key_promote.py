import logging

from django.db import transaction
from django.utils import timezone

from throughline.tokens.conf import token_settings
from throughline.tokens.models import SigningKey
from throughline.tokens.services.signing_key_lock import SigningKeyError, signing_key_lock
from throughline.tokens.signing.key_ring import key_ring

logger = logging.getLogger(__name__)


@transaction.atomic
def signing_key_promote(*, kid: str, at_once: bool = False) -> SigningKey:
    """Lets a key sign in place of the one that does; the tokens of that one stay good until it is retired.

    Raises SigningKeyError: no such key, retired, or not published for `KEY_LEAD` yet (unless at once).
    """
    key = signing_key_lock(kid=kid)
    now = timezone.now()
    if key.retired_at is not None:
        raise SigningKeyError(f"{kid} is retired. Make a new key.")
    ready_at = key.created_at + token_settings().key_lead
    if now < ready_at and not at_once:
        raise SigningKeyError(
            f"Services may not know {kid} yet: it is published long enough from {ready_at:%Y-%m-%d %H:%M:%S} UTC on. "
            "--at-once promotes it now; services may refuse its tokens until they have read the keys again."
        )
    if key.signs:
        return key
    SigningKey.objects.filter(algorithm=key.algorithm, signs=True).update(signs=None)
    key.signs, key.promoted_at = True, now
    key.save(update_fields=["signs", "promoted_at"])
    transaction.on_commit(key_ring.forget)
    logger.info("signing key promoted", extra={"kid": kid})
    return key
