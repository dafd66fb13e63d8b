from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.db.models import F
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.jobs import PRUNE_REGISTRATIONS
from marketplace.accounts.limits import MAIL_ADDRESSEE, MAIL_PAIR, MAIL_PLACE, PASSWORD_AGAIN
from marketplace.accounts.link_tokens import REGISTRATION
from marketplace.accounts.models import Registration, User
from marketplace.testing import PASSWORD, make_job, make_person, run_jobs, token_mailed_to
from throughline.jobs.models import Job
from throughline.tokens.models import FailureCount

pytestmark = pytest.mark.django_db(transaction=True)

ANNA: dict[str, Any] = {
    "username": "Anna",
    "email": "Anna@Example.org",
    "password": PASSWORD,
    "display_name": "Anna A.",
    "role": "developer",
}


def register(**changes: Any) -> Any:
    return APIClient().post("/api/auth/register/", {**ANNA, **changes})


def confirm(token: object, password: object = PASSWORD, **more: Any) -> Any:
    return APIClient().post("/api/auth/register/confirm/", {"token": token, "password": password, **more})


def registered(**changes: Any) -> str:
    """The token that was mailed to Anna."""
    assert register(**changes).status_code == 202
    run_jobs()
    return token_mailed_to("anna@example.org")


def test_the_link_and_the_password_make_an_account_in_lower_case() -> None:
    token = registered()
    login = {"username": "anna", "password": PASSWORD}
    assert APIClient().post("/api/auth/login/", login).status_code == 401
    answer = confirm(token)
    assert answer.status_code == 201
    person = answer.json()
    assert (person["username"], person["email"], person["role"]) == ("anna", "anna@example.org", "developer")
    assert (person["language"], person["time_zone"], person["version"]) == ("en", "UTC", 1)
    assert "password" not in person
    assert APIClient().post("/api/auth/login/", login).status_code == 200
    assert not Registration.objects.exists()


def test_the_mail_is_in_the_language_of_who_registers_and_repeats_nothing_that_they_typed() -> None:
    APIClient().post("/api/auth/register/", ANNA, headers={"Accept-Language": "de-AT"})
    run_jobs()
    (message,) = mail.outbox
    assert message.subject == "Bestätigen Sie Ihre Adresse"
    assert "anna" not in str(message.body).lower()


def test_an_address_that_is_taken_gets_the_same_answer_and_its_owner_a_mail() -> None:
    make_person("anna")
    free, taken = register(username="other", email="free@example.org"), register(username="another")
    assert (free.status_code, free.content) == (taken.status_code, taken.content) == (202, b"")
    assert {*free.headers} == {*taken.headers}
    run_jobs()
    (told,) = [message for message in mail.outbox if message.to == ["anna@example.org"]]
    assert told.subject == "You have an account already"
    assert "token" not in str(told.body)


def test_whether_an_address_is_taken_makes_no_other_queries() -> None:
    make_person("anna")
    kinds = []
    for email in ("free@example.org", "anna@example.org"):
        Registration.objects.all().delete()
        Job.objects.all().delete()
        register(username="other", email=email)
        kinds.append([Registration.objects.count(), *Job.objects.values_list("kind", flat=True)])
    assert kinds[0] == kinds[1] == [1, "accounts.mail_registration"]


BAD_FIELDS = {
    "admin by oneself": ({"role": "admin"}, "role"),
    "unknown role": ({"role": "boss"}, "role"),
    "taken name in other case": ({"username": "BERTA"}, "username"),
    "an address as a name": ({"username": "a@b"}, "username"),
    "short name": ({"username": "an"}, "username"),
    "huge name": ({"username": "a" * 65}, "username"),
    "no address": ({"email": "anna"}, "email"),
    "two addresses": ({"email": "anna@example.org,b@example.org"}, "email"),
    "a header in an address": ({"email": "anna@example.org\nBcc: b@example.org"}, "email"),
    "common password": ({"password": "password123"}, "password"),
    "short password": ({"password": "x9!kq"}, "password"),
    "password like the name": ({"password": "anna@example.org"}, "password"),
    "huge password": ({"password": "x" * 257}, "password"),
    "password of a wrong type": ({"password": ["a"]}, "password"),
    "unknown zone": ({"time_zone": "Mars/Olympus"}, "time_zone"),
    "a path as a zone": ({"time_zone": "../../etc/passwd"}, "time_zone"),
    "unknown language": ({"language": "xx"}, "language"),
    "no display name": ({"display_name": " "}, "display_name"),
}


@pytest.mark.parametrize(("change", "field"), BAD_FIELDS.values(), ids=BAD_FIELDS.keys())
def test_a_bad_field_is_named_and_nobody_is_noted(change: dict[str, Any], field: str) -> None:
    make_person("berta")
    answer = register(**change)
    assert answer.status_code == 400
    assert answer.json()["code"] == "validation.failed"
    assert list(answer.json()["error"]) == [field]
    assert not Registration.objects.exists()


def test_blanks_around_a_name_are_taken_off_before_it_is_looked_at() -> None:
    assert register(username="anna\n").status_code == 202


def other_kind() -> str:
    make_person("berta")
    APIClient().post("/api/auth/password-reset/", {"email": "berta@example.org"})
    run_jobs()
    return token_mailed_to("berta@example.org")


def used() -> str:
    token = registered()
    assert confirm(token).status_code == 201
    return token


def overtaken() -> str:
    """By another registration of the same address, which was confirmed first."""
    first = registered()
    assert confirm(registered(username="anna-2")).status_code == 201
    return first


BAD_TOKENS = {
    "of another kind": (other_kind, "account.link_invalid"),
    "used": (used, "account.link_invalid"),
    "of a registration that another overtook": (overtaken, "account.link_invalid"),
    "cut": (lambda: registered()[:-1], "account.link_invalid"),
    "changed": (lambda: registered().replace("~", "~1", 1), "account.link_invalid"),
    "of somebody else": (lambda: "0" * 32 + registered()[32:], "account.link_invalid"),
    "garbage": (lambda: "garbage", "account.link_invalid"),
    "signs": (lambda: "~.~.~", "account.link_invalid"),
    "no text": (lambda: "💥" * 100, "account.link_invalid"),
    "huge": (lambda: "a" * 1025, "validation.failed"),
    "empty": (lambda: "", "validation.failed"),
    "a list": (lambda: ["a"], "validation.failed"),
    "null": (lambda: None, "validation.failed"),
}


@pytest.mark.parametrize(("make", "code"), BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_a_token_that_is_not_good_makes_nobody(make: Any, code: str) -> None:
    token = make()
    people = User.objects.count()
    answer = confirm(token)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert User.objects.count() == people


def test_a_link_expires_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    token = registered()
    later = timezone.now() + REGISTRATION.lifetime + timedelta(seconds=2)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    assert confirm(token).json()["code"] == "account.link_expired"


def test_who_has_the_link_but_did_not_register_gets_no_account_and_waits() -> None:
    token = registered()
    for _ in range(PASSWORD_AGAIN.free):
        answer = confirm(token, "the owner's own password")
        assert (answer.status_code, list(answer.json()["error"])) == (400, ["password"])
    refused = confirm(token)
    assert (refused.status_code, refused.json()["code"], refused["Retry-After"]) == (429, "http.too_many_requests", "1")
    assert not User.objects.exists()


def test_a_name_that_somebody_else_has_got_is_replaced_and_nothing_is_lost() -> None:
    token = registered()
    User.objects.create(username="anna", email="other@example.org", role="client", display_name="A")
    refused = confirm(token)
    assert (refused.status_code, list(refused.json()["error"])) == (400, ["username"])
    assert confirm(token, username="Anna-2").json()["username"] == "anna-2"


def test_of_those_who_confirm_a_name_at_the_same_time_one_gets_it_and_the_others_are_told() -> None:
    tokens = []
    for number in range(4):
        register(email=f"{number}@example.org")
        run_jobs()
        tokens.append(token_mailed_to(f"{number}@example.org"))
    assert together(tokens) == [201, 400, 400, 400]


def test_a_link_that_is_followed_several_times_at_once_makes_one_account() -> None:
    token = registered()
    assert together([token] * 4) == [201, 400, 400, 400]
    assert User.objects.count() == 1


def together(tokens: list[str]) -> list[int]:
    barrier = Barrier(len(tokens))

    def one(token: str) -> int:
        barrier.wait()
        try:
            return int(confirm(token).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tokens)) as pool:
        return sorted(pool.map(one, tokens))


def test_nobodys_box_is_filled() -> None:
    statuses = [register(username=f"anna-{number}").status_code for number in range(MAIL_PAIR.free + 2)]
    assert statuses == [202] * MAIL_PAIR.free + [429] * 2
    assert register(username="berta", email="berta@example.org").status_code == 202
    FailureCount.objects.update(blocked_until=None)
    assert register().status_code == 202


def test_nobodys_box_is_filled_from_many_places_and_its_owner_waits_a_minute_at_the_most() -> None:
    answers = [register_from(f"192.0.2.{number}") for number in range(MAIL_ADDRESSEE.free + 1)]
    assert [answer.status_code for answer in answers] == [202] * MAIL_ADDRESSEE.free + [429]
    for number in range(10):
        FailureCount.objects.update(blocked_until=None)
        assert register_from(f"198.51.100.{number}").status_code == 202
    assert 50 <= int(register_from("203.0.113.1")["Retry-After"]) <= 60


def test_who_registers_with_somebodys_address_keeps_no_reset_from_them() -> None:
    make_person("anna")
    assert {register_from("192.0.2.1").status_code for _ in range(20)} == {202, 429}
    body = {"email": "anna@example.org"}
    assert APIClient(REMOTE_ADDR="192.0.2.2").post("/api/auth/password-reset/", body).status_code == 202


def register_from(address: str) -> Any:
    return APIClient(REMOTE_ADDR=address).post("/api/auth/register/", {**ANNA, "username": "other"})


def test_nothing_slow_is_done_for_who_is_refused_and_names_cannot_be_tried_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def counting(password: str) -> str:
        made.append(password)
        return "hash"

    monkeypatch.setattr("marketplace.accounts.services.registration_begin.make_password", counting)
    for number in range(MAIL_PAIR.free + 2):
        register(username=f"anna-{number}")
    assert len(made) == MAIL_PAIR.free
    make_person("berta")
    tries = MAIL_PLACE.free - MAIL_PAIR.free - 2
    answers = [register(username="berta", email=f"{number}@example.org") for number in range(tries + 1)]
    assert [answer.status_code for answer in answers] == [400] * tries + [429]
    assert len(made) == MAIL_PAIR.free


def test_what_nobody_confirmed_is_forgotten() -> None:
    register()
    Registration.objects.update(created_at=F("created_at") - REGISTRATION.lifetime - timedelta(hours=2))
    register(username="berta", email="berta@example.org")
    make_job(PRUNE_REGISTRATIONS)
    run_jobs()
    assert [row.username for row in Registration.objects.all()] == ["berta"]


def test_the_database_itself_refuses_names_that_differ_in_case_only() -> None:
    make_person("anna")
    with pytest.raises(IntegrityError):
        User.objects.create(username="ANNA", email="other@example.org", role="client", display_name="A")
