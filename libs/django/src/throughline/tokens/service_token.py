"""The relay's token, signed as people's tokens are; name it in `THROUGHLINE_OUTBOX["TOKEN_PROVIDER"]`."""

from throughline.outbox.service_token import service_claims
from throughline.tokens.signing.token_backend import sign_token


def make_service_token() -> str:
    """Raises ImproperlyConfigured when the signing key cannot be unsealed."""
    return sign_token(service_claims())
