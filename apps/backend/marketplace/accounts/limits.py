"""Who asks for mails, or guesses a password that is asked for again, has to wait; see `throughline.tokens.limits`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from marketplace.accounts.link_tokens import PASSWORD_RESET, LinkKind
from throughline.tokens.device import Device
from throughline.tokens.limits.address_group import address_group
from throughline.tokens.limits.failure_counts import key_of
from throughline.tokens.limits.limit import Limit

# Links for a new password to one address, whoever asks: nobody's box is filled. Each works, so waiting harms nobody.
RESET_ADDRESSEE: Final = Limit("reset addressee", free=5, longest=timedelta(minutes=10))
# Other mails to one address, which a stranger's wish brings: from one place.
MAIL_PAIR: Final = Limit("mail pair", free=5, longest=timedelta(minutes=10))
# From many places. Short: nobody can keep an address from its owner.
MAIL_ADDRESSEE: Final = Limit("mail addressee", free=10, longest=timedelta(minutes=1))
# Mails that one place asks for; many people may share one.
MAIL_PLACE: Final = Limit("mail place", free=50, longest=timedelta(minutes=15))
# Whoever sits at somebody else's open session, or has somebody else's link, and guesses the password.
PASSWORD_AGAIN: Final = Limit("password again", free=10, longest=timedelta(minutes=15))


def mail_limits(kind: LinkKind, *, email: str, device: Device) -> Mapping[str, Limit]:
    return {**mail_place_limits(device), **mail_addressee_limits(kind, email=email, device=device)}


def mail_place_limits(device: Device) -> Mapping[str, Limit]:
    return {key_of(MAIL_PLACE, address_group(device.address)): MAIL_PLACE}


def mail_addressee_limits(kind: LinkKind, *, email: str, device: Device) -> Mapping[str, Limit]:
    """Mails of one kind count apart: who has others sent to an address keeps nobody from a new password."""
    if kind == PASSWORD_RESET:
        return {key_of(RESET_ADDRESSEE, email): RESET_ADDRESSEE}
    return {
        key_of(MAIL_PAIR, kind.name, email, address_group(device.address)): MAIL_PAIR,
        key_of(MAIL_ADDRESSEE, kind.name, email): MAIL_ADDRESSEE,
    }


def password_limits(subject: object) -> Mapping[str, Limit]:
    return {key_of(PASSWORD_AGAIN, str(subject)): PASSWORD_AGAIN}
