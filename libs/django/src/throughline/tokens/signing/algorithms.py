from typing import Final

from rest_framework_simplejwt import settings as simple_jwt

SECRET_ALGORITHM: Final = "HS256"  # noqa: S105  a name
KEY_ALGORITHMS: Final = ("EdDSA", "RS256")
SUPPORTED_ALGORITHMS: Final = (SECRET_ALGORITHM, *KEY_ALGORITHMS)


def configured_algorithm() -> str:
    """The only algorithm that tokens are signed with and accepted in."""
    return str(simple_jwt.api_settings.ALGORITHM)


def uses_keys() -> bool:
    """Whether tokens are signed by key pairs of the table and not by one shared secret."""
    return configured_algorithm() in KEY_ALGORITHMS
