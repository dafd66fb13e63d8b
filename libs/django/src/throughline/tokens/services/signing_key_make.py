import logging

from django.utils import timezone

from throughline.tokens.conf import token_settings
from throughline.tokens.models import SigningKey
from throughline.tokens.signing.key_material import make_key_pair, seal
from throughline.tokens.signing.key_ring import key_ring

logger = logging.getLogger(__name__)


def signing_key_make(*, algorithm: str, signs: bool = False) -> SigningKey:
    """Makes a key, which is published at once and signs only when it is promoted, unless it is to sign at once.

    Raises IntegrityError when it is to sign and another one does.
    """
    pair = make_key_pair(algorithm)
    now = timezone.now()
    key = SigningKey.objects.create(
        kid=pair.kid,
        algorithm=algorithm,
        public_key=pair.public_key,
        sealed_private_key=seal(pair.private_key, kid=pair.kid, secrets=token_settings().key_secrets),
        signs=True if signs else None,
        created_at=now,
        promoted_at=now if signs else None,
    )
    key_ring.forget()
    logger.info("signing key made", extra={"kid": key.kid, "algorithm": algorithm, "signs": signs})
    return key
