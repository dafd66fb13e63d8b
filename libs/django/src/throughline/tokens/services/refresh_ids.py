from typing import NamedTuple
from uuid import UUID

from throughline.http.errors import ApplicationError
from throughline.tokens.token_types import RefreshToken
from throughline.tokens.verification import verified


class RefreshIds(NamedTuple):
    family_id: UUID
    token_id: UUID


def refresh_ids(refresh: str) -> RefreshIds:
    """The rows that a refresh token names. Raises ApplicationError: auth.token_expired, auth.token_invalid."""
    token = verified(RefreshToken, refresh)
    try:
        return RefreshIds(family_id=UUID(token["sid"]), token_id=UUID(token["jti"]))
    except (ValueError, TypeError, AttributeError) as error:
        raise ApplicationError("auth.token_invalid") from error
