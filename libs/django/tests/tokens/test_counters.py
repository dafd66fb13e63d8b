"""What goes wrong is counted once for all processes, and told in Prometheus' form."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F
from rest_framework.test import APIClient

from tests.tokens.session import make_user, refresh, sign_in, sign_out
from throughline.tokens.counters import Counter, count, counted
from throughline.tokens.limits.limit import SIGN_IN_PAIR
from throughline.tokens.models import RefreshToken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]


@pytest.fixture(autouse=True)
def anna() -> User:
    return make_user()


def figures() -> dict[str, int]:
    answer = APIClient().get("/metrics")
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return {name: int(value) for name, value in re.findall(r"^(\w+) (\d+)$", answer.content.decode(), re.MULTILINE)}


def fail(name: str) -> int:
    body = {"username": name, "password": "wrong"}
    return int(APIClient().post("/api/auth/login/", body, format="json").status_code)


def test_from_the_beginning_each_counter_is_there_with_its_kind_and_help() -> None:
    assert figures() == dict.fromkeys((counter.value for counter in Counter), 0)
    text = APIClient().get("/metrics").content.decode()
    assert text.count("# HELP ") == text.count("# TYPE ") == text.count(" counter\n") == len(Counter)


def test_failed_sign_ins_are_counted_and_refused_tries_are_not() -> None:
    assert [fail("anna") for _ in range(SIGN_IN_PAIR.free + 2)] == [401] * SIGN_IN_PAIR.free + [429] * 2
    fail("nobody")
    sign_out(sign_in_elsewhere())
    assert figures()[Counter.SIGN_IN_FAILURES] == SIGN_IN_PAIR.free + 1


def sign_in_elsewhere() -> str:
    User.objects.create_user("bert", "bert@example.org", "correct horse battery")
    body = {"username": "bert", "password": "correct horse battery"}
    return str(APIClient().post("/api/auth/login/", body, format="json").json()["refresh"])


def test_refused_renewals_and_replayed_tokens_are_counted_each_by_itself() -> None:
    first = sign_in()
    refresh(refresh(first)["refresh"])
    RefreshToken.objects.update(rotated_at=F("rotated_at") - timedelta(minutes=5))
    assert refresh(first)["code"] == "auth.session_revoked"
    assert refresh("made up")["code"] == "auth.token_invalid"
    assert figures() == {
        Counter.SIGN_IN_FAILURES: 0,
        Counter.SECOND_FACTOR_FAILURES: 0,
        Counter.REFRESH_REFUSALS: 2,
        Counter.REPLAYED_TOKENS: 1,
    }


def test_those_who_count_at_the_same_moment_are_all_counted() -> None:
    barrier = Barrier(8)

    def one(_: int) -> None:
        barrier.wait()
        try:
            count(Counter.REFRESH_REFUSALS)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(8)))
    assert counted()[Counter.REFRESH_REFUSALS] == 8


def test_they_are_read_and_not_written() -> None:
    assert APIClient().post("/metrics").status_code == 405
