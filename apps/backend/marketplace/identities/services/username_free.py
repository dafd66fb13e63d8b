import re
import unicodedata
from typing import Final

from marketplace.accounts.models import User

_SHORTEST: Final = 3
# Leaves room for a number.
_LONGEST: Final = 56


def username_free(*wishes: str) -> str:
    """A user name that nobody has, made of the first wish that has letters enough, else `person`; lower case.

    Never made of an address: user names are shown to others.
    """
    base = next((name for name in map(_as_username, wishes) if len(name) >= _SHORTEST), "person")
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    if base not in taken:
        return base
    return next(name for number in range(2, len(taken) + 3) if (name := f"{base}{number}") not in taken)


def _as_username(wish: str) -> str:
    if "@" in wish:
        return ""
    ascii_text = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9._-]+", "-", ascii_text).strip("._-")[:_LONGEST].rstrip("._-")
