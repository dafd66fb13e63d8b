"""What a project asks for beside the password: when it is asked for, and how long one may guess at it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import F
from django.test import Client, override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from tests.tokens.second_factors import WORD
from tests.tokens.session import PASSWORD, make_user
from throughline.tokens.limits.limit import SECOND_FACTOR, SIGN_IN_PAIR
from throughline.tokens.models import FailureCount, RefreshFamily

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]
HOME, ELSEWHERE = "198.51.100.1", "203.0.113.7"
REQUIRED, INVALID = "auth.second_factor_required", "auth.second_factor_invalid"
WRONG_PASSWORD, TOO_MANY = "auth.credentials_invalid", "http.too_many_requests"


@pytest.fixture(autouse=True)
def _anna() -> Iterator[None]:
    anna = make_user()
    anna.groups.add(Group.objects.create(name="careful"))
    tokens = {"SECOND_FACTOR": "tests.tokens.second_factors.WordOfTheGroup"}
    with override_settings(THROUGHLINE_TOKENS=tokens, THROUGHLINE_TRUSTED_PROXIES=1):
        new_word()
        yield


def new_word() -> None:
    group, _ = Group.objects.get_or_create(name="unused word")
    group.user_set.set([User.objects.get(username="anna")])


def sign_in(code: object = None, *, password: str = PASSWORD, name: str = "anna", address: str = ELSEWHERE) -> Any:
    body = {"username": name, "password": password, **({} if code is None else {"code": code})}
    return APIClient().post("/api/auth/login/", body, format="json", headers={"X-Forwarded-For": address})


def code_of(answer: Any) -> str:
    return str(answer.json().get("code", "signed in"))


def without_waiting(times: int, code: object, **given: str) -> list[str]:
    """Tries that have waited as long as they were told to."""
    answers = []
    for _ in range(times):
        answers.append(code_of(sign_in(code, **given)))
        FailureCount.objects.update(blocked_until=None)
    return answers


def test_name_password_and_code_in_one_request_are_enough() -> None:
    assert sign_in(WORD).json().keys() == {"access", "refresh"}


def test_who_has_no_second_factor_is_not_asked_for_one_and_a_code_too_many_does_no_harm() -> None:
    Group.objects.all().delete()
    assert sign_in().status_code == 200
    assert sign_in("000000").status_code == 200


BAD_CODES: dict[str, tuple[object, int, str]] = {
    "none": (None, 401, REQUIRED),
    "wrong": ("000000", 401, INVALID),
    "blank": ("", 400, "validation.failed"),
    "blanks": ("   ", 400, "validation.failed"),
    "huge": ("1" * 65, 400, "validation.failed"),
    "a list": ([WORD], 400, "validation.failed"),
    "null": (..., 400, "validation.failed"),
    "NUL": ("12\x003456", 400, "validation.failed"),
}


@pytest.mark.parametrize(("code", "status", "expected"), BAD_CODES.values(), ids=BAD_CODES.keys())
def test_a_bad_code_opens_no_session(code: object, status: int, expected: str) -> None:
    body = {"username": "anna", "password": PASSWORD, **({} if code is None else {"code": code})}
    if code is ...:
        body["code"] = None
    answer = APIClient().post("/api/auth/login/", body, format="json")
    assert (answer.status_code, answer.json()["code"]) == (status, expected)
    assert not RefreshFamily.objects.exists()


def test_a_code_opens_one_session() -> None:
    assert sign_in(WORD).status_code == 200
    assert code_of(sign_in(WORD)) == INVALID


def test_nobody_learns_of_a_second_factor_before_the_password_was_right() -> None:
    assert code_of(sign_in(password="wrong")) == WRONG_PASSWORD
    assert code_of(sign_in(WORD, password="wrong")) == WRONG_PASSWORD
    assert code_of(sign_in(WORD, name="nobody")) == WRONG_PASSWORD
    # It was not used up by that.
    assert sign_in(WORD).status_code == 200


def test_codes_are_guessed_at_a_few_times_then_with_waits_that_double() -> None:
    assert without_waiting(SECOND_FACTOR.free, "000000") == [INVALID] * SECOND_FACTOR.free
    sign_in("000000")
    refused = sign_in(WORD)
    assert (code_of(refused), refused["Retry-After"]) == (TOO_MANY, "2")


def test_more_places_give_no_more_guesses() -> None:
    for number in range(SECOND_FACTOR.free):
        assert code_of(sign_in("000000", address=f"203.0.113.{number}")) == INVALID
    assert code_of(sign_in(WORD, address="192.0.2.200")) == TOO_MANY


def test_who_guesses_elsewhere_keeps_nobody_out_of_the_place_where_they_have_signed_in_before() -> None:
    assert sign_in(WORD, address=HOME).status_code == 200
    new_word()
    without_waiting(SECOND_FACTOR.free, "000000")
    sign_in("000000")
    assert code_of(sign_in(WORD)) == TOO_MANY
    assert sign_in(WORD, address=HOME).status_code == 200


def test_a_right_password_alone_clears_nothing() -> None:
    wrong = [code_of(sign_in(password="wrong")) for _ in range(SIGN_IN_PAIR.free - 1)]
    assert wrong == [WRONG_PASSWORD] * (SIGN_IN_PAIR.free - 1)
    assert code_of(sign_in()) == REQUIRED
    assert code_of(sign_in(password="wrong")) == WRONG_PASSWORD
    assert code_of(sign_in(password="wrong")) == TOO_MANY


def test_being_asked_for_a_code_is_no_failure() -> None:
    assert {code_of(sign_in()) for _ in range(SIGN_IN_PAIR.free * 2)} == {REQUIRED}
    assert sign_in(WORD).status_code == 200


def test_who_is_asked_for_a_code_may_send_it_at_once_however_often_they_were_wrong_before() -> None:
    assert without_waiting(SIGN_IN_PAIR.free, None, password="wrong") == [WRONG_PASSWORD] * SIGN_IN_PAIR.free
    assert code_of(sign_in()) == REQUIRED
    assert code_of(sign_in(WORD)) == "signed in"


def test_to_be_asked_for_a_code_makes_no_guess_after_it_cheaper() -> None:
    without_waiting(SIGN_IN_PAIR.free, None, password="wrong")
    assert code_of(sign_in()) == REQUIRED
    assert code_of(sign_in(password="wrong")) == WRONG_PASSWORD
    refused = sign_in()
    assert (code_of(refused), refused["Retry-After"]) == (TOO_MANY, "2")


def test_a_wrong_code_counts_as_a_wrong_password_does() -> None:
    sign_in("000000")
    failures = sorted(FailureCount.objects.values_list("failures", flat=True))
    # Of the code at the person, and at them from this place; of the sign-in: pair, account and address.
    assert failures == [1, 1, 1, 1, 1]


def test_a_day_without_a_guess_does_not_make_guessing_cheap_again() -> None:
    without_waiting(SECOND_FACTOR.free, "000000")
    FailureCount.objects.update(failed_at=F("failed_at") - timedelta(days=29))
    assert code_of(sign_in("000000")) == INVALID
    assert code_of(sign_in(WORD)) == TOO_MANY
    FailureCount.objects.update(failed_at=timezone.now() - timedelta(days=31), blocked_until=None)
    assert without_waiting(SECOND_FACTOR.free - 1, "000000") == [INVALID] * (SECOND_FACTOR.free - 1)
    assert sign_in(WORD).status_code == 200


def test_a_session_of_djangos_own_is_not_exchanged_without_the_code() -> None:
    browser = Client()
    browser.force_login(User.objects.get(username="anna"))
    address, kind = "/api/auth/exchange/", "application/json"
    assert browser.post(address, {}, content_type=kind).json()["code"] == REQUIRED
    assert browser.post(address, {"code": "000000"}, content_type=kind).json()["code"] == INVALID
    assert browser.post(address, {"code": WORD}, content_type=kind).json().keys() == {"access", "refresh"}
