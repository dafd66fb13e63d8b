from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from marketplace.accounts.models import User

# So many characters must be left when what everybody knows is taken away: a guesser begins with that.
_MINIMUM_REST: Final = 8
_SHORTEST_WORD: Final = 4
_SITE: Final = "throughline"
_ROWS: Final = (
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890",
)


class GuessablePasswordValidator:
    """Refuses what NIST SP 800-63B-4, section 3.1.1.2, calls commonly used or expected.

    Words of the context (the person's names and address, the site), the same over and over, rows of keys, and the
    common passwords of Django's list, also when something short is put before or after.
    """

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises Django's ValidationError."""
        rest = _unit(_without(password.lower(), _context_words(user)))
        if len(_without_rows(rest)) < _MINIMUM_REST or self._has_common_core(rest):
            raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self) -> str:
        return gettext("This is easy to guess. Take some words that have nothing to do with you or this site.")

    def _has_common_core(self, text: str) -> bool:
        """Whether a common password is in it, and too little beside that."""
        lengths = range(len(text), max(_SHORTEST_WORD, len(text) - _MINIMUM_REST + 1) - 1, -1)
        return any(
            text[start : start + length] in self._common
            for length in lengths
            for start in range(len(text) - length + 1)
        )


def _context_words(user: User | None) -> list[str]:
    given = () if user is None else (user.username, user.email.partition("@")[0], *user.email.split("@"), user.email)
    names = () if user is None else user.display_name.lower().split()
    words = {_SITE, *(word.lower() for word in given), *names}
    # The longest first: an address contains a name.
    return sorted((word for word in words if len(word) >= _SHORTEST_WORD), key=len, reverse=True)


def _without(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


def _unit(text: str) -> str:
    """What a text consists of that is the same over and over: `abc` of `abcabcabc` and of `abcabcab`."""
    return next((text[:length] for length in range(1, len(text)) if text[length:] == text[:-length]), text)


def _without_rows(text: str) -> str:
    """Of each run of neighbours, on the keyboard or in the alphabet, only the first character."""
    steps = {row[at : at + 2] for row in (*_ROWS, *(row[::-1] for row in _ROWS)) for at in range(len(row) - 1)}
    runs = [character for at, character in enumerate(text) if at == 0 or not _goes_on(text[at - 1 : at + 1], steps)]
    return "".join(runs)


def _goes_on(pair: str, steps: set[str]) -> bool:
    return pair in steps or pair[0] == pair[1]
