from time import time
from typing import Any, Final

import jwt
from django.conf import settings
from uuid_utils.compat import uuid7

from .conf import outbox_settings

LIFETIME_S: Final = 60


def make_service_token() -> str:
    """A short-lived token by which this service calls the gateway, signed with the one secret of `SIMPLE_JWT`."""
    signing: dict[str, Any] = getattr(settings, "SIMPLE_JWT", {})
    claims = service_claims()
    if signing.get("ISSUER"):
        claims["iss"] = signing["ISSUER"]
    key = signing.get("SIGNING_KEY", settings.SECRET_KEY)
    return jwt.encode(claims, key, algorithm=signing.get("ALGORITHM", "HS256"))


def service_claims() -> dict[str, Any]:
    """What such a token says, save its issuer."""
    outbox = outbox_settings()
    now = int(time())
    return {
        "token_type": "service",
        "aud": outbox.audience,
        "scope": outbox.scope,
        "sub": getattr(settings, "THROUGHLINE_SERVICE_NAME", "django"),
        "iat": now,
        "exp": now + LIFETIME_S,
        "jti": str(uuid7()),
    }
