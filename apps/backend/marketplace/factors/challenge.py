"""Challenges of WebAuthn that say themselves what they are for and until when, so that asking for one writes nothing.

24 random bytes, 8 of the time when it expires (seconds since 1970), 32 of HMAC-SHA-256 over both, the purpose and whom
it is about. What was answered rightly is written down (`SpentChallenge`), and so answered once.
"""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from marketplace.factors.models import SpentChallenge
from marketplace.factors.server_keys import server_keys

CHALLENGE_LIFETIME: Final = timedelta(minutes=10)
_RANDOM_BYTES: Final = 24
_TIME_BYTES: Final = 8
_HEAD_BYTES: Final = _RANDOM_BYTES + _TIME_BYTES
_MAC_BYTES: Final = 32


class Purpose(StrEnum):
    ADD = "add a passkey"
    SIGN_IN = "sign in by a passkey"


class ChallengeError(Exception):
    """It is none of ours, for something or somebody else, late, or answered already."""


def challenge_make(purpose: Purpose, *, about: str = "") -> bytes:
    expires_at = int((timezone.now() + CHALLENGE_LIFETIME).timestamp())
    head = secrets.token_bytes(_RANDOM_BYTES) + expires_at.to_bytes(_TIME_BYTES, "big")
    return head + _mac(head, purpose, about, server_keys()[0])


def challenge_check(challenge: bytes, purpose: Purpose, *, about: str = "") -> None:
    """Raises ChallengeError. Whether it was answered before is only seen by `challenge_spend`."""
    head, mac = challenge[:_HEAD_BYTES], challenge[_HEAD_BYTES:]
    if len(mac) != _MAC_BYTES:
        raise ChallengeError("length")
    if not any(hmac.compare_digest(mac, _mac(head, purpose, about, key)) for key in server_keys()):
        raise ChallengeError("not ours")
    if _expires_at(challenge) <= timezone.now():
        raise ChallengeError("expired")


def challenge_spend(challenge: bytes) -> None:
    """Call it with one that was checked, in the transaction of what it allows. Raises ChallengeError at the second."""
    digest = hashlib.sha256(challenge).hexdigest()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(digest=digest, expires_at=_expires_at(challenge))
    except IntegrityError as error:
        raise ChallengeError("answered already") from error


def _expires_at(challenge: bytes) -> datetime:
    return datetime.fromtimestamp(int.from_bytes(challenge[_RANDOM_BYTES:_HEAD_BYTES], "big"), UTC)


def _mac(head: bytes, purpose: Purpose, about: str, key: str) -> bytes:
    text = f"{head.hex()} {about}"
    return salted_hmac(f"marketplace.factors {purpose}", text, secret=key, algorithm="sha256").digest()
