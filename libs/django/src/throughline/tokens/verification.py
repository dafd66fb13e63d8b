from typing import Any, TypeVar, cast

from rest_framework_simplejwt.exceptions import ExpiredTokenError, TokenError
from rest_framework_simplejwt.tokens import Token

from throughline.http.errors import ApplicationError

# A token of ours is about 700 bytes; nothing much larger is worth a signature check.
MAXIMUM_TOKEN_BYTES = 8192

AnyToken = TypeVar("AnyToken", bound=Token)


def verified(token_class: type[AnyToken], raw_token: str) -> AnyToken:
    """The token behind a string that a client sent. Raises ApplicationError: auth.token_expired, auth.token_invalid."""
    if len(raw_token) > MAXIMUM_TOKEN_BYTES:
        raise ApplicationError("auth.token_invalid")
    try:
        # SimpleJWT annotates the string as a Token.
        return token_class(cast("Any", raw_token))
    except ExpiredTokenError as error:
        raise ApplicationError("auth.token_expired") from error
    except (TokenError, ValueError, TypeError, OverflowError) as error:
        # The latter three: a claim of a wrong type or size under a right signature.
        raise ApplicationError("auth.token_invalid") from error
