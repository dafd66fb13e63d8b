"""Codes of authenticator apps (RFC 6238): six digits, a new one every 30 seconds, HMAC-SHA-1 as every app has it."""

from datetime import datetime
from typing import Final

import pyotp
from pyotp.exceptions import OTPVerificationError

# RFC 6238, section 5.2: one step before and one after, for clocks that differ and people who type slowly.
_STEPS_AROUND: Final = 1
_ISSUER: Final = "Throughline"


def totp_secret_make() -> str:
    """160 bits in base32, as RFC 4226, section 4, R6 recommends."""
    return pyotp.random_base32(32)


def totp_uri(secret: str, *, account: str) -> str:
    """What the QR code says (otpauth, the key URI format)."""
    return pyotp.TOTP(secret, name=account, issuer=_ISSUER).provisioning_uri()


def totp_step(secret: str, code: str, *, now: datetime) -> int | None:
    """The step that a code belongs to, None for a code that is none of the present ones."""
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=now, valid_window=_STEPS_AROUND)
    except OTPVerificationError:
        return None
