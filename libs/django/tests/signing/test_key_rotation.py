"""A key follows the other without a token being refused on the way, and ends when its last token has."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier
from typing import Any

import jwt
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from rest_framework.test import APIClient

from tests.tokens.session import PASSWORD, refresh, sign_in
from throughline.tokens.models import RefreshFamily, SigningKey
from throughline.tokens.service_token import make_service_token
from throughline.tokens.signing.key_ring import key_ring

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]

LEAD = timedelta(minutes=10)
# The access lifetime, the leeway, and as long as another process may not have read the table.
OVERLAP = timedelta(minutes=5, seconds=30 + 5)
REFRESH_OVERLAP = timedelta(days=7, seconds=30 + 5)


def manage(*arguments: str) -> str:
    out = StringIO()
    call_command("signing_keys", *arguments, stdout=out)
    return out.getvalue().strip()


def pass_time(time: timedelta) -> None:
    """For the keys alone: tokens keep their own times."""
    SigningKey.objects.update(
        created_at=F("created_at") - time,
        promoted_at=F("promoted_at") - time,
        retired_at=F("retired_at") - time,
        access_until=F("access_until") - time,
        refresh_until=F("refresh_until") - time,
    )
    key_ring.forget()


def published() -> list[str]:
    return [key["kid"] for key in Client().get("/.well-known/jwks.json").json()["keys"]]


def kid_of(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def code(access: str) -> str | None:
    answer: dict[str, str] = APIClient().get("/who/", headers={"Authorization": f"Bearer {access}"}).json()
    return answer.get("code")


def test_the_first_sign_in_makes_the_first_key() -> None:
    assert published() == []
    pair = refresh(sign_in())
    assert published() == [kid_of(pair["access"])] == [kid_of(pair["refresh"])]
    assert code(pair["access"]) is None


def test_twenty_first_tokens_at_once_make_one_key() -> None:
    barrier = Barrier(20)

    def run(_: int) -> str:
        barrier.wait()
        try:
            return make_service_token()
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        kids = {kid_of(token) for token in pool.map(run, range(20))}
    assert kids == set(SigningKey.objects.values_list("kid", flat=True))
    assert len(kids) == 1


def test_a_session_goes_on_while_its_key_is_replaced_and_retired() -> None:
    first = refresh(sign_in())
    old = kid_of(first["access"])

    new = manage("make")
    assert published() == [old, new]
    assert kid_of(refresh(first["refresh"])["access"]) == old

    pass_time(LEAD)
    manage("promote", new)
    second = refresh(first["refresh"])
    assert [kid_of(second["access"]), kid_of(second["refresh"])] == [new, new]
    assert [code(first["access"]), code(second["access"])] == [None, None]

    manage("retire", old)
    assert published() == [old, new]
    pass_time(OVERLAP - timedelta(seconds=5))
    assert code(first["access"]) is None

    pass_time(timedelta(seconds=6))
    assert code(first["access"]) == "auth.token_invalid"
    assert published() == [new]
    # The refresh token lives longer, and so does what verifies it.
    assert kid_of(refresh(first["refresh"])["access"]) == new

    pass_time(REFRESH_OVERLAP)
    assert refresh(first["refresh"])["code"] == "auth.token_invalid"
    assert RefreshFamily.objects.get().revoked_at is None
    assert code(second["access"]) is None


def test_nothing_that_a_stolen_key_signed_counts_once_it_is_retired_at_once() -> None:
    pair = refresh(sign_in())
    new = manage("make")
    manage("promote", "--at-once", new)
    manage("retire", "--at-once", kid_of(pair["access"]))
    assert [code(pair["access"]), refresh(pair["refresh"])["code"]] == ["auth.token_invalid"] * 2
    assert published() == [new]
    assert SigningKey.objects.exclude(sealed_private_key="").get().kid == new


def test_a_retired_key_can_still_be_retired_at_once() -> None:
    old = kid_of(sign_in())
    manage("promote", "--at-once", manage("make"))
    manage("retire", old)
    assert old in published()
    manage("retire", "--at-once", old)
    assert old not in published()


def test_two_processes_that_promote_different_keys_leave_one_that_signs() -> None:
    sign_in()
    kids = [manage("make") for _ in range(8)]
    barrier = Barrier(len(kids))

    def run(kid: str) -> None:
        barrier.wait()
        try:
            manage("promote", "--at-once", kid)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kids)) as pool:
        list(pool.map(run, kids))
    assert kid_of(sign_in()) == SigningKey.objects.get(signs=True).kid


def test_a_process_that_read_the_keys_before_learns_of_a_new_one_when_it_sees_it() -> None:
    first = refresh(sign_in())
    assert code(first["access"]) is None
    before = key_ring._kept
    manage("promote", "--at-once", manage("make"))
    second = refresh(first["refresh"])
    assert before is not None
    # As another process, which was not told.
    key_ring._kept = before
    object.__setattr__(before, "read_at_s", before.read_at_s - 1.0)
    assert code(second["access"]) is None


def test_unknown_ids_make_no_more_than_a_reading_each_second(django_assert_max_num_queries: Any) -> None:
    access = refresh(sign_in())["access"]
    assert code(access) is None
    with django_assert_max_num_queries(1):
        for number in range(100):
            assert key_ring.verifying_key(f"unknown-{number}") is None


def test_the_list_tells_what_each_key_is_good_for() -> None:
    old = kid_of(sign_in())
    new = manage("make")
    assert [line.split("Z  ")[1] for line in manage("list").splitlines()][1] == "signs"
    assert manage("list").splitlines()[0].startswith(new)
    assert "published, to be promoted from" in manage("list")
    pass_time(LEAD)
    assert "ready to be promoted" in manage("list")
    manage("promote", new)
    assert "signed before: retire it" in manage("list")
    manage("retire", old)
    assert "retired: access tokens until" in manage("list")


def refused(*arguments: str) -> str:
    with pytest.raises(CommandError) as caught:
        manage(*arguments)
    return str(caught.value)


def test_what_cannot_be_done_with_a_key_is_told_in_one_line_and_changes_nothing() -> None:
    old = kid_of(sign_in())
    new = manage("make")
    before = list(SigningKey.objects.order_by("kid").values())
    assert "published long enough from" in refused("promote", new)
    assert refused("retire", old) == f"{old} signs. Promote another key first."
    assert refused("promote", "nobody") == refused("retire", "nobody") == "There is no key nobody."
    assert list(SigningKey.objects.order_by("kid").values()) == before
    pass_time(LEAD)
    manage("promote", new)
    manage("retire", old)
    assert refused("promote", old) == f"{old} is retired. Make a new key."


def test_signing_in_with_a_password_is_all_that_a_client_does() -> None:
    answer = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}, format="json")
    assert answer.json().keys() == {"access", "refresh"}
