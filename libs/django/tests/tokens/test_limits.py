"""Whoever guesses has to wait, longer each time; nobody can lock somebody else out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from tests.tokens.session import PASSWORD, make_user
from throughline.tokens.limits.address_group import address_group
from throughline.tokens.limits.limit import REFRESH_ADDRESS, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, SIGN_IN_PAIR, Limit
from throughline.tokens.models import FailureCount

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]
HOME, ELSEWHERE = "198.51.100.1", "203.0.113.7"
WRONG = "wrong"


@pytest.fixture(autouse=True)
def _anna() -> Any:
    make_user()
    with override_settings(THROUGHLINE_TRUSTED_PROXIES=1):
        yield


def sign_in(password: str = WRONG, *, name: str = "anna", address: str = ELSEWHERE) -> Any:
    body = {"username": name, "password": password}
    return APIClient().post("/api/auth/login/", body, format="json", headers={"X-Forwarded-For": address})


def later(by: timedelta) -> None:
    FailureCount.objects.update(failed_at=F("failed_at") - by, blocked_until=F("blocked_until") - by)


def fail(times: int, **given: str) -> list[int]:
    """Tries that have waited as long as they were told to."""
    statuses = []
    for _ in range(times):
        statuses.append(sign_in(**given).status_code)
        FailureCount.objects.update(blocked_until=None)
    return statuses


def test_guesses_from_one_place_have_to_wait_longer_each_time_even_when_they_are_right() -> None:
    assert [sign_in().status_code for _ in range(SIGN_IN_PAIR.free)] == [401] * SIGN_IN_PAIR.free
    for wait_seconds in (1, 2, 4):
        refused = sign_in(PASSWORD)
        assert (refused.status_code, refused.json()["code"]) == (429, "http.too_many_requests")
        assert refused["Retry-After"] == str(wait_seconds)
        assert refused["RateLimit"] == f'"default";r=0;t={wait_seconds}'
        later(timedelta(seconds=wait_seconds))
        assert sign_in().status_code == 401


def test_a_try_that_is_refused_makes_nobody_wait_longer() -> None:
    fail(SIGN_IN_PAIR.free)
    assert sign_in().status_code == 401
    assert {sign_in()["Retry-After"] for _ in range(5)} == {"2"}


def test_who_gets_in_begins_anew() -> None:
    fail(SIGN_IN_PAIR.free - 1)
    assert sign_in(PASSWORD).status_code == 200
    assert fail(SIGN_IN_PAIR.free) == [401] * SIGN_IN_PAIR.free


def test_failures_are_forgotten_after_an_hour() -> None:
    fail(SIGN_IN_PAIR.free + 3)
    later(timedelta(minutes=61))
    assert [sign_in().status_code for _ in range(SIGN_IN_PAIR.free)] == [401] * SIGN_IN_PAIR.free


def test_an_account_that_does_not_exist_waits_in_the_same_way() -> None:
    answers = {name: [sign_in(name=name) for _ in range(SIGN_IN_PAIR.free + 1)] for name in ("anna", "nobody")}
    seen = [
        [(answer.status_code, answer.json()["code"], answer.headers.get("Retry-After")) for answer in some]
        for some in answers.values()
    ]
    assert seen[0] == seen[1]


def test_guesses_from_everywhere_cannot_keep_a_person_out_of_their_own_place() -> None:
    assert sign_in(PASSWORD, address=HOME).status_code == 200
    for number in range(SIGN_IN_ACCOUNT.free):
        assert sign_in(address=f"203.0.113.{number}").status_code == 401
    stranger = sign_in(address="192.0.2.200")
    assert (stranger.status_code, stranger["Retry-After"]) == (429, "1")
    assert sign_in(PASSWORD, address=HOME).status_code == 200


def test_a_place_where_a_person_was_once_is_no_place_to_guess_from() -> None:
    assert sign_in(PASSWORD, address=HOME).status_code == 200
    fail(SIGN_IN_PAIR.free, address=HOME)
    assert sign_in(address=HOME).status_code == 401
    assert sign_in(address=HOME).status_code == 429


def test_one_place_that_tries_many_accounts_has_to_wait_and_a_good_one_of_its_own_does_not_help() -> None:
    for number in range(SIGN_IN_ADDRESS.free - 1):
        assert sign_in(name=f"nobody{number}").status_code == 401
    assert sign_in(PASSWORD).status_code == 200
    assert sign_in(name="another").status_code == 401
    assert sign_in(name="one more").status_code == 429
    assert sign_in(name="one more", address=HOME).status_code == 401


def test_tries_at_the_same_moment_do_not_slip_through() -> None:
    def one(_: int) -> int:
        try:
            return int(sign_in().status_code)
        finally:
            connection.close()

    # The moment lasts as long as the machine needs for them; else the first wait may be over before the last try.
    with patch("django.utils.timezone.now", return_value=timezone.now()), ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(one, range(40)))
    assert statuses.count(401) == SIGN_IN_PAIR.free
    assert statuses.count(429) == 40 - SIGN_IN_PAIR.free


def test_a_server_whose_clock_is_behind_makes_nobody_wait_who_has_tries_left() -> None:
    assert sign_in().status_code == 401
    with patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(seconds=2)):
        assert sign_in(PASSWORD).status_code == 200


def test_a_bad_request_counts_for_nothing() -> None:
    for _ in range(SIGN_IN_PAIR.free * 2):
        assert sign_in("").status_code == 400
    assert not FailureCount.objects.exists()


def test_who_makes_up_refresh_tokens_has_to_wait_and_others_do_not() -> None:
    good = sign_in(PASSWORD).json()["refresh"]

    def refresh(token: str, address: str) -> Any:
        headers = {"X-Forwarded-For": address}
        return APIClient().post("/api/auth/refresh/", {"refresh": token}, format="json", headers=headers)

    for _ in range(REFRESH_ADDRESS.free):
        assert refresh("made up", ELSEWHERE).json()["code"] == "auth.token_invalid"
    assert refresh("made up", ELSEWHERE).status_code == 429
    assert refresh(good, HOME).status_code == 200


def test_nothing_in_the_counts_says_whom_they_are_about() -> None:
    sign_in()
    kept = " ".join(str(value) for row in FailureCount.objects.values_list() for value in row)
    assert "anna" not in kept
    assert ELSEWHERE not in kept
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "group"),
    [(None, "local"), ("198.51.100.1", "198.51.100.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")],
)
def test_an_ipv6_customer_is_one_place(address: str | None, group: str) -> None:
    assert address_group(address) == group


def test_the_wait_has_an_end_however_many_failures_there_are() -> None:
    limit = Limit("x", free=2, longest=timedelta(minutes=15))
    waits = [limit.wait_after(failures).total_seconds() for failures in (0, 1, 2, 3, 11, 12, 10_000_000)]
    assert waits == [0, 0, 1, 2, 512, 900, 900]
