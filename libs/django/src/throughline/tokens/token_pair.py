"""The two token strings of a session, signed from its rows."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from throughline.tokens.claims import RESERVED_CLAIMS
from throughline.tokens.conf import token_settings
from throughline.tokens.models import RefreshFamily
from throughline.tokens.models import RefreshToken as RefreshTokenRow
from throughline.tokens.token_types import AccessToken, RefreshToken


@dataclass(frozen=True)
class TokenPair:
    access: str
    refresh: str


def token_pair(*, family: RefreshFamily, token: RefreshTokenRow) -> TokenPair:
    return TokenPair(access=access_token(family=family), refresh=refresh_token(family=family, token=token))


def access_token(*, family: RefreshFamily) -> str:
    """A new access token for the family's person, with the provider's claims as they are now."""
    configured = token_settings()
    claims = configured.claims_provider.claims(family.user, family.context)
    forged = RESERVED_CLAIMS & claims.keys()
    if forged:
        raise ImproperlyConfigured(f"The claims provider may not set {', '.join(sorted(forged))}.")
    token = AccessToken()
    token.set_exp(from_time=timezone.now(), lifetime=configured.access_lifetime)
    token["user_id"] = str(family.user.pk)
    token["sid"] = str(family.pk)
    token.payload.update(claims)
    return str(token)


def refresh_token(*, family: RefreshFamily, token: RefreshTokenRow) -> str:
    """The same string for the same row each time (RFC 7515 signatures of HS256 are deterministic)."""
    refresh = RefreshToken()
    refresh.payload = {
        "token_type": RefreshToken.token_type,
        "exp": int(token.expires_at.timestamp()),
        "iat": int(token.issued_at.timestamp()),
        "jti": str(token.pk),
        "user_id": str(family.user_id),
        "sid": str(family.pk),
    }
    return str(refresh)
