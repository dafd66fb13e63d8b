from throughline.tokens.models import SigningKey


class SigningKeyError(ValueError):
    """What cannot be done with a key; the message is for the person who tried."""


def signing_key_lock(*, kid: str) -> SigningKey:
    """A key, and every other one of its algorithm, locked until the transaction ends. Raises SigningKeyError."""
    algorithm = SigningKey.objects.filter(kid=kid).values_list("algorithm", flat=True).first()
    locked = SigningKey.objects.select_for_update().filter(algorithm=algorithm).order_by("kid")
    for key in locked:
        if key.kid == kid:
            return key
    raise SigningKeyError(f"There is no key {kid}.")
