from django.db import IntegrityError, transaction

from throughline.tokens.models import SigningKey
from throughline.tokens.services.signing_key_make import signing_key_make


def signing_key_first(*, algorithm: str) -> SigningKey:
    """The key that signs; made when there is none. Of two processes that make it at once, one does."""
    for _ in range(2):
        found = SigningKey.objects.filter(algorithm=algorithm, signs=True).first()
        if found is not None:
            return found
        try:
            with transaction.atomic():
                return signing_key_make(algorithm=algorithm, signs=True)
        except IntegrityError:
            continue
    return SigningKey.objects.get(algorithm=algorithm, signs=True)
