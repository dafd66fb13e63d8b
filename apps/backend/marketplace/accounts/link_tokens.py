"""Tokens of links in mails. None is stored: one is good for as long as the state that it was made for is unchanged."""

import base64
import binascii
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from throughline.http.errors import ApplicationError

MAXIMUM_TOKEN_CHARACTERS: Final = 1024


@dataclass(frozen=True, slots=True)
class LinkKind:
    """What a link is for; a token of one kind is none of another."""

    name: str
    lifetime: timedelta


REGISTRATION: Final = LinkKind("registration", timedelta(days=1))
PASSWORD_RESET: Final = LinkKind("password reset", timedelta(hours=1))
EMAIL_CHANGE: Final = LinkKind("email change", timedelta(days=1))


@dataclass(frozen=True, slots=True)
class LinkToken:
    """A token as it came, not checked: `subject` is the row that it is about, `carried` what it brings along."""

    raw: str
    subject: UUID
    carried: str


def make_link_token(kind: LinkKind, *, subject: UUID, state: str, carried: str = "") -> str:
    """`state` is what the use of the link changes, such as the password's hash, so that it works once."""
    packed = base64.urlsafe_b64encode(carried.encode()).decode().rstrip("=")
    return _signer(kind, state).sign(f"{subject.hex}.{packed}")


def read_link_token(raw: str) -> LinkToken:
    """Whose row to lock and look at before `check_link_token`. Raises ApplicationError: account.link_invalid."""
    subject, _, packed = raw.partition("~")[0].partition(".")
    try:
        carried = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars="-_", validate=True).decode()
        return LinkToken(raw=raw, subject=UUID(hex=subject), carried=carried)
    except (ValueError, binascii.Error) as error:
        raise ApplicationError("account.link_invalid") from error


def check_link_token(kind: LinkKind, token: LinkToken, *, state: str) -> None:
    """Raises ApplicationError: account.link_invalid, also for one that was used; account.link_expired."""
    try:
        _signer(kind, state).unsign(token.raw, max_age=kind.lifetime)
    except SignatureExpired as error:
        raise ApplicationError("account.link_expired") from error
    except (BadSignature, ValueError) as error:
        raise ApplicationError("account.link_invalid") from error


def _signer(kind: LinkKind, state: str) -> TimestampSigner:
    return TimestampSigner(sep="~", salt=f"accounts {kind.name} {sha256(state.encode()).hexdigest()}")
