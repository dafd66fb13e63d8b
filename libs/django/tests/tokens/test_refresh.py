from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F
from django.utils import timezone

from tests.tokens.session import claims_of, make_user, refresh, sign, sign_in, sign_out
from throughline.tokens.models import RefreshFamily, RefreshToken

# Real transactions: a family is revoked by a commit of its own.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]


@pytest.fixture(autouse=True)
def _anna() -> None:
    make_user()


def after_the_grace() -> None:
    RefreshToken.objects.filter(rotated_at__isnull=False).update(rotated_at=F("rotated_at") - timedelta(seconds=31))


@pytest.mark.parametrize("address", ["/api/auth/refresh/", "/api/token/refresh/"])
def test_a_refresh_token_gives_the_next_pair_of_the_same_session(address: str) -> None:
    first = sign_in()
    pair = refresh(first, address)
    assert pair["refresh"] != first
    assert claims_of(pair["refresh"])["sid"] == claims_of(first)["sid"] == claims_of(pair["access"])["sid"]


def test_the_same_token_within_the_grace_gives_the_same_successor_and_a_new_access_token() -> None:
    first = sign_in()
    one, two = refresh(first), refresh(first)
    assert one["refresh"] == two["refresh"]
    assert one["access"] != two["access"]
    assert RefreshToken.objects.count() == 2


def test_after_the_grace_the_same_successor_is_given_while_it_was_never_presented() -> None:
    first = sign_in()
    one = refresh(first)
    after_the_grace()
    assert refresh(first)["refresh"] == one["refresh"]


def test_after_the_grace_a_token_whose_successor_was_used_ends_the_session() -> None:
    first = sign_in()
    second = refresh(first)["refresh"]
    third = refresh(second)["refresh"]
    after_the_grace()
    assert refresh(first)["code"] == "auth.session_revoked"
    assert RefreshFamily.objects.get().revoked_reason == "replayed"
    assert refresh(third)["code"] == "auth.session_revoked"


def test_within_the_grace_a_token_of_two_generations_ago_ends_nothing() -> None:
    first = sign_in()
    second = refresh(first)["refresh"]
    refresh(second)
    assert refresh(first)["refresh"] == second


def test_after_signing_out_every_token_of_the_session_is_refused() -> None:
    first = sign_in()
    second = refresh(first)["refresh"]
    assert [sign_out(second), sign_out(second)] == [204, 204]
    assert refresh(first)["code"] == "auth.session_revoked"
    assert refresh(second)["code"] == "auth.session_revoked"


def test_signing_out_ends_one_session_only() -> None:
    first = sign_in()
    other = sign_in()
    sign_out(first)
    assert "access" in refresh(other)


def test_a_session_slides_by_seven_days_and_ends_after_thirty() -> None:
    first = sign_in()
    assert claims_of(first)["exp"] - claims_of(first)["iat"] == 7 * 86_400
    almost_over = timezone.now() + timedelta(hours=1)
    RefreshFamily.objects.update(expires_at=almost_over)
    second = refresh(first)["refresh"]
    assert claims_of(second)["exp"] == int(almost_over.timestamp())
    RefreshFamily.objects.update(expires_at=timezone.now())
    assert refresh(second)["code"] == "auth.session_revoked"


def test_a_person_who_was_deactivated_gets_no_next_pair() -> None:
    first = sign_in()
    family = RefreshFamily.objects.get()
    family.user.is_active = False
    family.user.save()
    assert refresh(first)["code"] == "auth.session_revoked"


def test_a_token_of_a_session_that_is_gone_is_invalid() -> None:
    first = sign_in()
    RefreshFamily.objects.all().delete()
    assert refresh(first)["code"] == "auth.token_invalid"


def test_a_token_of_one_session_does_not_work_in_another() -> None:
    first = sign_in()
    other = sign_in()
    mixed = sign({**claims_of(first), "sid": claims_of(other)["sid"]})
    assert refresh(mixed)["code"] == "auth.token_invalid"


BAD_TOKENS = {
    "an access token": ({"token_type": "access"}, "auth.token_invalid"),
    "no type": ({"token_type": None}, "auth.token_invalid"),
    "no sid": ({"sid": None}, "auth.token_invalid"),
    "a sid that is no id": ({"sid": "x"}, "auth.token_invalid"),
    "a sid of a wrong type": ({"sid": 7}, "auth.token_invalid"),
    "an unknown jti": ({"jti": str(UUID(int=7))}, "auth.token_invalid"),
    "expired": ({"exp": 1_000_000_000}, "auth.token_expired"),
    "issued in the future": ({"iat": 4_000_000_000}, "auth.token_invalid"),
    "another audience": ({"aud": "elsewhere"}, "auth.token_invalid"),
    "another issuer": ({"iss": "elsewhere"}, "auth.token_invalid"),
}


@pytest.mark.parametrize(("change", "code"), BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_a_token_with_a_wrong_claim_is_refused_and_rotates_nothing(change: dict[str, Any], code: str) -> None:
    first = claims_of(sign_in())
    token = sign({name: value for name, value in {**first, **change}.items() if value is not None})
    assert refresh(token)["code"] == code
    assert RefreshToken.objects.count() == 1


def test_a_token_that_expired_within_the_clock_skew_is_still_good() -> None:
    first = claims_of(sign_in())
    assert "access" in refresh(sign({**first, "exp": int(timezone.now().timestamp()) - 20}))


@pytest.mark.parametrize("token", ["", None, True, [], {}, "x" * 8193])
def test_what_is_no_token_text_is_a_validation_error(token: object) -> None:
    answer = refresh(token)
    assert (answer["code"], list(answer["error"])) == ("validation.failed", ["refresh"])
