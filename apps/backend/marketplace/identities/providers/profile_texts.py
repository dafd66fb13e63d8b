"""Texts of a service, made fit to be kept; what is no text, or no address, is as if it were not there."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_MAXIMUM_EMAIL_CHARACTERS: Final = 254
_MAXIMUM_TEXT_CHARACTERS: Final = 120


def text_of(value: object) -> str:
    if not isinstance(value, str):
        return ""
    printable = "".join(character if character.isprintable() else " " for character in value)
    return " ".join(printable.split())[:_MAXIMUM_TEXT_CHARACTERS]


def email_of(value: object) -> str | None:
    """In lower case, as addresses are kept. Of ASCII alone: others may be somebody else's in lower case (U+212A)."""
    if not isinstance(value, str) or len(value) > _MAXIMUM_EMAIL_CHARACTERS or not value.isascii():
        return None
    try:
        validate_email(value)
    except ValidationError:
        return None
    return value.lower()
