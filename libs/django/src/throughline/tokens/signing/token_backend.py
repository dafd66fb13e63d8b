"""SimpleJWT's token backend on our keys; it reads the settings as they stand now."""

from datetime import timedelta
from typing import Any, Final, Literal

import jwt
from django.utils import timezone
from jwt.utils import base64url_decode
from rest_framework_simplejwt import settings as simple_jwt
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenBackendExpiredToken

from throughline.tokens.signing.algorithms import configured_algorithm, uses_keys
from throughline.tokens.signing.key_ring import key_ring
from throughline.tokens.signing.unique_json import unique_object


class KeyedTokenBackend(TokenBackend):
    """Signs with the configured algorithm and accepts no other, whatever a token's header says.

    A retired key is good for access tokens and for refresh tokens until different times: `purpose` says which.
    """

    def __init__(self, purpose: Literal["access", "refresh"]) -> None:
        super().__init__(algorithm="HS256")
        self._purpose = purpose

    def get_leeway(self) -> timedelta:
        leeway = simple_jwt.api_settings.LEEWAY
        return leeway if isinstance(leeway, timedelta) else timedelta(seconds=leeway or 0)

    def encode(self, payload: dict[str, Any]) -> str:
        """Raises ImproperlyConfigured when the signing key cannot be unsealed."""
        return sign_token(payload)

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:
        """Raises TokenBackendError, of which TokenBackendExpiredToken is the one for a token that is only late."""
        raw = token.decode("utf-8", "replace") if isinstance(token, bytes) else str(token)
        api = simple_jwt.api_settings
        try:
            claims: dict[str, Any] = jwt.decode(
                raw,
                self._verifying_key(raw) if verify else "",
                algorithms=[configured_algorithm()],
                audience=api.AUDIENCE,
                issuer=api.ISSUER,
                leeway=self.get_leeway(),
                options={"verify_aud": api.AUDIENCE is not None, "verify_signature": verify},
            )
            for part in raw.split(".")[:2]:
                unique_object(base64url_decode(part))
        except jwt.ExpiredSignatureError as error:
            raise TokenBackendExpiredToken("Token is expired") from error
        except (jwt.InvalidTokenError, ValueError, RecursionError) as error:
            raise TokenBackendError("Token is invalid") from error
        return claims

    def _verifying_key(self, raw: str) -> Any:
        if not uses_keys():
            return simple_jwt.api_settings.SIGNING_KEY
        key = key_ring.verifying_key(jwt.get_unverified_header(raw).get("kid"))
        until = None if key is None else key.access_until if self._purpose == "access" else key.refresh_until
        if key is None or (until is not None and until <= timezone.now()):
            raise jwt.InvalidTokenError("There is no such key.")
        return key.public_key


def sign_token(payload: dict[str, Any]) -> str:
    """A token of these claims, signed as configured; `iss` is ours, `aud` too where the claims have none.

    Raises ImproperlyConfigured when the signing key cannot be unsealed.
    """
    api = simple_jwt.api_settings
    claims = {**payload}
    if api.AUDIENCE is not None:
        claims.setdefault("aud", api.AUDIENCE)
    if api.ISSUER is not None:
        claims["iss"] = api.ISSUER
    if not uses_keys():
        return jwt.encode(claims, api.SIGNING_KEY, algorithm=configured_algorithm(), json_encoder=api.JSON_ENCODER)
    key = key_ring.signing_key()
    return jwt.encode(
        claims,
        key.private_key,
        algorithm=configured_algorithm(),
        headers={"kid": key.kid},
        json_encoder=api.JSON_ENCODER,
    )


ACCESS_BACKEND: Final = KeyedTokenBackend("access")
REFRESH_BACKEND: Final = KeyedTokenBackend("refresh")
