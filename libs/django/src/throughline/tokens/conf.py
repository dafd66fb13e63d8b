"""The app's settings: `SIMPLE_JWT` for what SimpleJWT knows, `THROUGHLINE_TOKENS` for what families add to it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.encoding import force_str
from django.utils.module_loading import import_string
from rest_framework_simplejwt import settings as simple_jwt

from throughline.tokens.claims import ClaimsProvider
from throughline.tokens.observer import Observer
from throughline.tokens.second_factor import SecondFactor

DEFAULTS: dict[str, object] = {
    # How long an old refresh token still gives its successor; longer than the slowest answer, shorter than an access.
    "GRACE": timedelta(seconds=30),
    # After this much a person signs in again, however active the session was.
    "FAMILY_LIFETIME": timedelta(days=30),
    "CLAIMS_PROVIDER": "throughline.tokens.claims.EmailClaims",
    # What is asked for beside the password: a class as in tokens/second_factor.py.
    "SECOND_FACTOR": "throughline.tokens.second_factor.NoSecondFactor",
    # What hears of sign-ins, failed ones and sessions that end: a class as in tokens/observer.py.
    "OBSERVER": "throughline.tokens.observer.Observer",
    # The first encrypts the private signing keys, all decrypt them. None: SECRET_KEY and SECRET_KEY_FALLBACKS.
    "KEY_SECRETS": None,
    # How long a new signing key is published before it may sign; longer than services keep the keys that they read.
    "KEY_LEAD": timedelta(minutes=10),
    # How long a process works with the signing keys that it has read.
    "KEY_CACHE_S": 5.0,
    # An access token that misses one of these is refused. A stock one of SimpleJWT has exp, iat, jti and user_id.
    "REQUIRED_CLAIMS": ("exp", "iat", "jti", "iss", "aud", "user_id", "sid"),
}


@dataclass(frozen=True, kw_only=True)
class TokenSettings:
    access_lifetime: timedelta
    refresh_lifetime: timedelta
    family_lifetime: timedelta
    grace: timedelta
    key_secrets: tuple[str, ...]
    key_lead: timedelta
    key_cache_s: float
    required_claims: frozenset[str]
    claims_provider: ClaimsProvider
    observer: Observer
    second_factor: SecondFactor


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
        key_secrets=_key_secrets(values["KEY_SECRETS"]),
        key_lead=cast("timedelta", values["KEY_LEAD"]),
        key_cache_s=cast("float", values["KEY_CACHE_S"]),
        required_claims=frozenset(cast("tuple[str, ...]", values["REQUIRED_CLAIMS"])),
        claims_provider=cast("type[ClaimsProvider]", import_string(cast("str", values["CLAIMS_PROVIDER"])))(),
        observer=cast("type[Observer]", import_string(cast("str", values["OBSERVER"])))(),
        second_factor=cast("type[SecondFactor]", import_string(cast("str", values["SECOND_FACTOR"])))(),
    )


def _key_secrets(given: object) -> tuple[str, ...]:
    if given is None:
        return tuple(force_str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return tuple(cast("tuple[str, ...]", given))
