"""The text of recovery codes: how they are made, read again, and kept."""

import secrets
from typing import Final

from django.utils.crypto import salted_hmac

from marketplace.factors.server_keys import server_keys

# Crockford's, without what is easily confused: 32 signs, 5 bits each.
_SIGNS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_GROUPS: Final = 4
_GROUP_SIGNS: Final = 4


def recovery_code_make() -> str:
    """Such as `7k2m-x9pd-…`, of 80 bits. Nobody finds one, and nobody finds what a digest was made of."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP_SIGNS)) for _ in range(_GROUPS))
    return "-".join(groups)


def recovery_code_digests(code: str) -> list[str]:
    """What may stand in the database for a code, as somebody typed it: by the present SECRET_KEY first."""
    read = code.lower().replace("o", "0").replace("i", "1").replace("l", "1")
    return [
        salted_hmac("marketplace.factors recovery code", read, secret=key, algorithm="sha256").hexdigest()
        for key in server_keys()
    ]


def without_separators(code: str) -> str:
    """A code as typed, without the blanks and hyphens that help the eye."""
    return "".join(sign for sign in code if not sign.isspace() and sign != "-")
