"""What a project adds to its access tokens. The core itself knows a user's id and e-mail, nothing else."""

from collections.abc import Mapping
from typing import Protocol

from django.contrib.auth.base_user import AbstractBaseUser

ClaimValue = str | int | bool | None

# Set by the core; a provider that returned one of them could forge an identity.
RESERVED_CLAIMS = frozenset({"token_type", "exp", "iat", "nbf", "jti", "iss", "aud", "sid", "user_id"})


class ClaimsProvider(Protocol):
    """A class without arguments, named by `THROUGHLINE_TOKENS["CLAIMS_PROVIDER"]`."""

    def initial_context(self, user: AbstractBaseUser) -> dict[str, ClaimValue]:
        """What a new session starts with; kept with the family and handed to `claims` at each renewal."""

    def claims(self, user: AbstractBaseUser, context: Mapping[str, ClaimValue]) -> dict[str, ClaimValue]:
        """The claims of the next access token, read from the present state of the database."""


class EmailClaims:
    """The default: the user's e-mail address."""

    def initial_context(self, user: AbstractBaseUser) -> dict[str, ClaimValue]:
        return {}

    def claims(self, user: AbstractBaseUser, context: Mapping[str, ClaimValue]) -> dict[str, ClaimValue]:
        return {"email": getattr(user, user.get_email_field_name(), "")}
