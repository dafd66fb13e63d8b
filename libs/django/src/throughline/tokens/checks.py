"""System checks: signing that anybody could guess or confuse stops the start."""

import zlib
from datetime import timedelta
from importlib.util import find_spec
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from rest_framework_simplejwt import settings as simple_jwt

from throughline.tokens.conf import token_settings
from throughline.tokens.signing.algorithms import SUPPORTED_ALGORITHMS, configured_algorithm, uses_keys

MINIMUM_SECRET_BYTES = 32  # RFC 7518, section 3.2: not shorter than the hash
MINIMUM_PACKED_BYTES = 32  # 32 random hexadecimal digits pack to about 40, a word that is repeated to less than 25
# Parts of secrets that stand in documentation, templates and word lists, and so in every attacker's.
WELL_KNOWN: Final = (
    "django-insecure-",
    "your-256-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "changeme",
    "change-me",
    "replace-me",
    "secret-key",
)
_SHARED_SECRET_PROVIDER: Final = "throughline.outbox.service_token.make_service_token"  # noqa: S105  a name


@register(Tags.security)
def check_signing(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Errors for the algorithm, keys and lifetimes always, for a weak secret wherever DEBUG is off."""
    always = [*_algorithm(), *_keys(), *_types(), *_audience(), *_lifetimes()]
    return always if settings.DEBUG else [*always, *_secrets()]


def _algorithm() -> list[CheckMessage]:
    algorithm = configured_algorithm()
    if algorithm not in SUPPORTED_ALGORITHMS:
        hint = f"Set SIMPLE_JWT['ALGORITHM'] to one of {', '.join(SUPPORTED_ALGORITHMS)}."
        return [Error(f"Tokens cannot be signed with {algorithm!r}.", hint=hint, id="throughline_tokens.E001")]
    if uses_keys() and find_spec("cryptography") is None:
        hint = "Install django-throughline[keys]."
        return [Error(f"{algorithm} needs the package cryptography.", hint=hint, id="throughline_tokens.E007")]
    return []


def _keys() -> list[CheckMessage]:
    if not uses_keys():
        return []
    found: list[CheckMessage] = []
    # A default of SimpleJWT's is none of the project's own words.
    given = [
        name for name in ("SIGNING_KEY", "VERIFYING_KEY", "JWK_URL") if simple_jwt.api_settings.user_settings.get(name)
    ]
    if given:
        text = f"{configured_algorithm()} takes its keys from the database; SIMPLE_JWT also names {', '.join(given)}."
        hint = "Take them out, lest somebody trust a key that is not used or leak one that is not needed."
        found.append(Error(text, hint=hint, id="throughline_tokens.E008"))
    outbox: dict[str, object] = getattr(settings, "THROUGHLINE_OUTBOX", {})
    provider = outbox.get("TOKEN_PROVIDER", _SHARED_SECRET_PROVIDER)
    if apps.is_installed("throughline.outbox") and provider == _SHARED_SECRET_PROVIDER:
        hint = "Set THROUGHLINE_OUTBOX['TOKEN_PROVIDER'] to throughline.tokens.service_token.make_service_token."
        found.append(Error("The relay would sign with a shared secret.", hint=hint, id="throughline_tokens.E009"))
    return found


def _types() -> list[CheckMessage]:
    wanted = {"TOKEN_TYPE_CLAIM": "token_type", "JTI_CLAIM": "jti", "USER_ID_CLAIM": "user_id"}
    wrong = [name for name, claim in wanted.items() if getattr(simple_jwt.api_settings, name) != claim]
    if not wrong:
        return []
    text = f"SIMPLE_JWT changes {', '.join(wrong)}: a refresh token could pass for an access token, or for another's."
    return [Error(text, hint="Leave these at SimpleJWT's defaults.", id="throughline_tokens.E010")]


def _secrets() -> list[CheckMessage]:
    if uses_keys():
        # The others only decrypt what is still there.
        return _secret(token_settings().key_secrets[0], "The secret of the signing keys")
    secret = simple_jwt.api_settings.SIGNING_KEY
    if secret == settings.SECRET_KEY:
        hint = "Set the signing secret to the output of `openssl rand -base64 48`."
        text = "The token secret is Django's SECRET_KEY; services that verify tokens would be able to forge sessions."
        return [Error(text, hint=hint, id="throughline_tokens.E004")]
    return _secret(secret, "The token secret")


def _secret(text: str, name: str) -> list[CheckMessage]:
    secret = text.encode()
    hint = "Set it to the output of `openssl rand -base64 48`."
    if len(secret) < MINIMUM_SECRET_BYTES:
        reason = f"{name} has {len(secret)} bytes; at least {MINIMUM_SECRET_BYTES} are needed."
        return [Error(reason, hint=hint, id="throughline_tokens.E002")]
    if len(zlib.compress(secret, 9)) < MINIMUM_PACKED_BYTES or any(known in text.lower() for known in WELL_KNOWN):
        return [Error(f"{name} is easy to guess.", hint=hint, id="throughline_tokens.E003")]
    return []


def _audience() -> list[CheckMessage]:
    given = {"iss": simple_jwt.api_settings.ISSUER, "aud": simple_jwt.api_settings.AUDIENCE}
    # Who does not demand them takes stock tokens of SimpleJWT, and says so.
    if all(value for claim, value in given.items() if claim in token_settings().required_claims):
        return []
    hint = "Set SIMPLE_JWT['ISSUER'] and SIMPLE_JWT['AUDIENCE']."
    return [Error("Tokens carry no issuer or no audience.", hint=hint, id="throughline_tokens.E005")]


def _lifetimes() -> list[CheckMessage]:
    configured = token_settings()
    ordered = configured.grace < configured.access_lifetime < configured.refresh_lifetime <= configured.family_lifetime
    if not ordered:
        text = "Token lifetimes must rise: grace < access < refresh <= family."
        return [Error(text, hint="Correct SIMPLE_JWT and THROUGHLINE_TOKENS.", id="throughline_tokens.E006")]
    if timedelta(seconds=configured.key_cache_s) >= configured.key_lead:
        text = "A signing key may sign before the other processes have read it: KEY_CACHE_S must be below KEY_LEAD."
        return [Error(text, hint="Correct THROUGHLINE_TOKENS.", id="throughline_tokens.E011")]
    return []
