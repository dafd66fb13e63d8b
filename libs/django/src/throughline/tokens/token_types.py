"""SimpleJWT's two tokens, made strict and made from our rows."""

from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import Token

from throughline.tokens.conf import token_settings
from throughline.tokens.signing.token_backend import ACCESS_BACKEND, REFRESH_BACKEND, KeyedTokenBackend


class AccessToken(Token):
    """What services verify offline. Raises TokenError (ExpiredTokenError when only late)."""

    token_type = "access"  # noqa: S105  RFC 9068 calls it that
    lifetime = token_settings().access_lifetime

    def get_token_backend(self) -> KeyedTokenBackend:
        return ACCESS_BACKEND

    def verify(self) -> None:
        super().verify()
        missing = token_settings().required_claims - self.payload.keys()
        if missing:
            raise TokenError(f"Token misses {', '.join(sorted(missing))}")


class RefreshToken(Token):
    """Worth something only together with its row and family."""

    token_type = "refresh"  # noqa: S105
    lifetime = token_settings().refresh_lifetime

    def get_token_backend(self) -> KeyedTokenBackend:
        return REFRESH_BACKEND

    def verify(self) -> None:
        super().verify()
        if "sid" not in self.payload:
            raise TokenError("Token has no sid")
