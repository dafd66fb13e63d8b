from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.limits import RESET_ADDRESSEE
from marketplace.accounts.link_tokens import PASSWORD_RESET
from marketplace.accounts.models import User
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import PASSWORD, client_of, make_person, run_jobs, token_mailed_to
from throughline.jobs.models import Job
from throughline.tokens.models import RefreshFamily

pytestmark = pytest.mark.django_db(transaction=True)
NEW_PASSWORD = "another horse battery"


def ask(email: object = "anna@example.org") -> Any:
    return APIClient().post("/api/auth/password-reset/", {"email": email})


def asked(email: str = "anna@example.org") -> str:
    assert ask(email).status_code == 202
    run_jobs()
    return token_mailed_to(email.lower())


def reset(token: object, password: object = NEW_PASSWORD) -> Any:
    return APIClient().post("/api/auth/password-reset/confirm/", {"token": token, "new_password": password})


def login(password: str) -> int:
    return APIClient().post("/api/auth/login/", {"username": "anna", "password": password}).status_code


@pytest.fixture
def anna() -> User:
    return make_person("anna")


def test_the_link_sets_a_password_ends_every_session_and_the_person_is_told(anna: User) -> None:
    client = client_of(anna)
    assert reset(asked("Anna@Example.ORG")).status_code == 204
    assert (login(PASSWORD), login(NEW_PASSWORD)) == (401, 200)
    assert client.get("/api/auth/me/").json()["code"] == "auth.session_revoked"
    assert RefreshFamily.objects.filter(revoked_reason="password_changed").count() == 1
    run_jobs()
    told = {message.subject for message in mail.outbox}
    assert "Your Throughline account: The password was set anew by mail" in told
    kinds = SecurityEvent.objects.filter(user=anna).values_list("kind", flat=True)
    assert {"password_reset_asked", "password_reset"} <= set(kinds)


def test_an_address_without_an_account_gets_the_same_answer_the_same_rows_and_no_mail(anna: User) -> None:
    answers = [ask(), ask("nobody@example.org")]
    assert [(answer.status_code, answer.content) for answer in answers] == [(202, b"")] * 2
    assert {*answers[0].headers} == {*answers[1].headers}
    assert Job.objects.filter(kind="accounts.mail_password_reset", actor_id=None).count() == 2
    run_jobs()
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]


def test_who_may_not_sign_in_gets_no_mail(anna: User) -> None:
    token = asked()
    User.objects.update(is_active=False)
    assert reset(token).json()["code"] == "account.link_invalid"
    ask()
    run_jobs()
    assert len(mail.outbox) == 1


def used() -> str:
    token = asked()
    assert reset(token).status_code == 204
    return token


def overtaken() -> str:
    """By another link that was used."""
    first = asked()
    assert reset(asked()).status_code == 204
    return first


def of_an_old_address() -> str:
    token = asked()
    User.objects.update(email="new@example.org")
    return token


def of_somebody_else() -> str:
    berta = make_person("berta")
    return berta.pk.hex + asked()[32:]


def of_another_kind() -> str:
    """Made for the very same state."""
    body = {"current_password": PASSWORD, "new_email": "new@example.org"}
    client_of(User.objects.get()).post("/api/auth/email/", body)
    run_jobs()
    return token_mailed_to("new@example.org")


BAD_TOKENS = {
    "of another kind": (of_another_kind, "account.link_invalid"),
    "used": (used, "account.link_invalid"),
    "overtaken": (overtaken, "account.link_invalid"),
    "of an old address": (of_an_old_address, "account.link_invalid"),
    "of somebody else": (of_somebody_else, "account.link_invalid"),
    "of nobody": (lambda: "0" * 32 + asked()[32:], "account.link_invalid"),
    "cut": (lambda: asked()[:-1], "account.link_invalid"),
    "the subject alone": (lambda: asked()[:32], "account.link_invalid"),
    "garbage": (lambda: "garbage", "account.link_invalid"),
    "not base64": (lambda: asked().replace(".", ".%%%%", 1), "account.link_invalid"),
    "huge": (lambda: "a" * 1025, "validation.failed"),
    "a mapping": (lambda: {"a": 1}, "validation.failed"),
    "null": (lambda: None, "validation.failed"),
}


@pytest.mark.parametrize(("make", "code"), BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_a_token_that_is_not_good_sets_nothing(anna: User, make: Any, code: str) -> None:
    token = make()
    before = User.objects.get(pk=anna.pk).password
    answer = reset(token, "yet another quiet horse")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert User.objects.get(pk=anna.pk).password == before


def test_a_link_expires_after_an_hour(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token = asked()
    later = timezone.now() + PASSWORD_RESET.lifetime + timedelta(seconds=2)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    assert reset(token).json()["code"] == "account.link_expired"


@pytest.mark.parametrize("password", ["short", "anna@example.org", "x" * 257, None, ["a"]])
def test_a_bad_password_is_named_and_the_link_stays_good(anna: User, password: object) -> None:
    token = asked()
    answer = reset(token, password)
    assert (answer.status_code, list(answer.json()["error"])) == (400, ["new_password"])
    assert reset(token).status_code == 204


def test_of_those_who_use_one_link_at_the_same_time_one_sets_a_password(anna: User) -> None:
    token = asked()
    barrier = Barrier(4)

    def one(number: int) -> int:
        barrier.wait()
        try:
            return int(reset(token, f"quiet horse number {number}").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [204, 400, 400, 400]


@pytest.mark.parametrize("email", ["anna", "", None, ["a@example.org"], "a" * 250 + "@example.org", "a@b\nBcc: c@d"])
def test_what_is_no_address_is_named(email: object) -> None:
    answer = ask(email)
    assert (answer.status_code, list(answer.json()["error"])) == (400, ["email"])
    assert not Job.objects.exists()


def test_nobodys_box_is_filled_and_an_address_without_account_waits_as_well(anna: User) -> None:
    for email in ("anna@example.org", "nobody@example.org"):
        statuses = [ask(email).status_code for _ in range(RESET_ADDRESSEE.free + 1)]
        assert statuses == [202] * RESET_ADDRESSEE.free + [429]
        assert ask(email)["Retry-After"] == "1"


def test_no_row_holds_a_token(anna: User) -> None:
    token = asked()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names of our own tables
            assert token.rpartition("~")[2] not in str(cursor.fetchall())
