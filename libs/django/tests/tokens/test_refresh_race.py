from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tests.tokens.session import make_user, refresh, sign_in, sign_out
from throughline.tokens.models import RefreshToken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]

PARALLEL = 20


def at_once(call: Callable[[int], Any]) -> list[Any]:
    barrier = Barrier(PARALLEL)

    def run(index: int) -> Any:
        barrier.wait()
        try:
            return call(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(run, range(PARALLEL)))


def test_twenty_refreshes_at_once_give_exactly_one_successor() -> None:
    make_user()
    token = sign_in()
    for generation in range(1, 4):
        answers = at_once(lambda _, token=token: refresh(token))  # type: ignore[misc]
        successors = {answer["refresh"] for answer in answers}
        assert len(successors) == 1
        assert RefreshToken.objects.count() == generation + 1
        token = successors.pop()


def test_signing_out_in_the_middle_of_refreshes_leaves_nothing_that_works() -> None:
    make_user()
    token = sign_in()

    def call(index: int) -> Any:
        if index == PARALLEL // 2:
            sign_out(token)
            return {}
        return refresh(token)

    answers = at_once(call)
    for successor in {answer["refresh"] for answer in answers if "refresh" in answer}:
        assert refresh(successor)["code"] == "auth.session_revoked"
    assert refresh(token)["code"] == "auth.session_revoked"
