from base64 import b32encode
from datetime import UTC, datetime

import pytest

from marketplace.factors.totp import totp_secret_make, totp_step, totp_uri

SECRET = b32encode(b"12345678901234567890").decode()
# RFC 6238, appendix B, SHA-1: eight digits, of which the last six are those of a six-digit code.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_codes_are_those_of_the_rfc(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    assert totp_step(SECRET, code[-6:], now=now) == seconds // 30


@pytest.mark.parametrize(("late_s", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_one_step(late_s: int, accepted: bool) -> None:  # noqa: FBT001
    now = datetime.fromtimestamp(1234567890 + late_s, UTC)
    assert (totp_step(SECRET, "005924", now=now) is not None) == accepted


def test_a_secret_has_160_bits_and_is_another_each_time() -> None:
    made = {totp_secret_make() for _ in range(10)}
    assert len(made) == 10
    assert {len(secret) * 5 for secret in made} == {160}


def test_the_uri_says_whose_it_is_in_the_form_that_apps_read() -> None:
    assert totp_uri(SECRET, account="anna+a@example.org") == (
        f"otpauth://totp/Throughline:anna%2Ba%40example.org?secret={SECRET}&issuer=Throughline"
    )
