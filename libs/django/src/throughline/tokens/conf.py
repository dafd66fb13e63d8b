"""The app's settings: `SIMPLE_JWT` for what SimpleJWT knows, `THROUGHLINE_TOKENS` for what families add to it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from rest_framework_simplejwt import settings as simple_jwt

from throughline.tokens.claims import ClaimsProvider

DEFAULTS: dict[str, object] = {
    # How long an old refresh token still gives its successor; longer than the slowest answer, shorter than an access.
    "GRACE": timedelta(seconds=30),
    # After this much a person signs in again, however active the session was.
    "FAMILY_LIFETIME": timedelta(days=30),
    "CLAIMS_PROVIDER": "throughline.tokens.claims.EmailClaims",
    # An access token that misses one of these is refused.
    "REQUIRED_CLAIMS": ("exp", "iat", "jti", "iss", "aud", "user_id", "sid"),
}


@dataclass(frozen=True, kw_only=True)
class TokenSettings:
    access_lifetime: timedelta
    refresh_lifetime: timedelta
    family_lifetime: timedelta
    grace: timedelta
    required_claims: frozenset[str]
    claims_provider: ClaimsProvider


def token_settings() -> TokenSettings:
    """The settings as they stand now. Raises ImproperlyConfigured for a name that does not exist."""
    given: dict[str, object] = getattr(settings, "THROUGHLINE_TOKENS", {})
    unknown = sorted(set(given) - set(DEFAULTS))
    if unknown:
        raise ImproperlyConfigured(f"THROUGHLINE_TOKENS has unknown names: {', '.join(unknown)}.")
    values = {**DEFAULTS, **given}
    return TokenSettings(
        access_lifetime=simple_jwt.api_settings.ACCESS_TOKEN_LIFETIME,
        refresh_lifetime=simple_jwt.api_settings.REFRESH_TOKEN_LIFETIME,
        family_lifetime=cast("timedelta", values["FAMILY_LIFETIME"]),
        grace=cast("timedelta", values["GRACE"]),
        required_claims=frozenset(cast("tuple[str, ...]", values["REQUIRED_CLAIMS"])),
        claims_provider=cast("type[ClaimsProvider]", import_string(cast("str", values["CLAIMS_PROVIDER"])))(),
    )
