"""System checks: signing that anybody could guess or confuse stops the start."""

import zlib
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from rest_framework_simplejwt import settings as simple_jwt

from throughline.tokens.conf import token_settings

SUPPORTED_ALGORITHMS = ("HS256",)
MINIMUM_SECRET_BYTES = 32  # RFC 7518, section 3.2: not shorter than the hash
MINIMUM_PACKED_BYTES = 32  # 32 random hexadecimal digits pack to about 40, a word that is repeated to less than 25


@register(Tags.security)
def check_signing(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Errors for the algorithm and lifetimes always, for a weak secret wherever DEBUG is off."""
    return [*_algorithm(), *_audience(), *_lifetimes(), *([] if settings.DEBUG else _secret())]


def _algorithm() -> list[CheckMessage]:
    algorithm = simple_jwt.api_settings.ALGORITHM
    if algorithm in SUPPORTED_ALGORITHMS:
        return []
    hint = f"Set SIMPLE_JWT['ALGORITHM'] to one of {', '.join(SUPPORTED_ALGORITHMS)}."
    return [Error(f"Tokens cannot be signed with {algorithm!r}.", hint=hint, id="throughline_tokens.E001")]


def _secret() -> list[CheckMessage]:
    secret = simple_jwt.api_settings.SIGNING_KEY.encode()
    hint = "Set the signing secret to the output of `openssl rand -base64 48`."
    if len(secret) < MINIMUM_SECRET_BYTES:
        text = f"The token secret has {len(secret)} bytes; at least {MINIMUM_SECRET_BYTES} are needed."
        return [Error(text, hint=hint, id="throughline_tokens.E002")]
    if len(zlib.compress(secret, 9)) < MINIMUM_PACKED_BYTES:
        return [Error("The token secret is easy to guess.", hint=hint, id="throughline_tokens.E003")]
    if secret == settings.SECRET_KEY.encode():
        text = "The token secret is Django's SECRET_KEY; services that verify tokens would be able to forge sessions."
        return [Error(text, hint=hint, id="throughline_tokens.E004")]
    return []


def _audience() -> list[CheckMessage]:
    if simple_jwt.api_settings.ISSUER and simple_jwt.api_settings.AUDIENCE:
        return []
    hint = "Set SIMPLE_JWT['ISSUER'] and SIMPLE_JWT['AUDIENCE']."
    return [Error("Tokens carry no issuer or no audience.", hint=hint, id="throughline_tokens.E005")]


def _lifetimes() -> list[CheckMessage]:
    configured = token_settings()
    ordered = configured.grace < configured.access_lifetime < configured.refresh_lifetime <= configured.family_lifetime
    if ordered:
        return []
    text = "Token lifetimes must rise: grace < access < refresh <= family."
    return [Error(text, hint="Correct SIMPLE_JWT and THROUGHLINE_TOKENS.", id="throughline_tokens.E006")]
