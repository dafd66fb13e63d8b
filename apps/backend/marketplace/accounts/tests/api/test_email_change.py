from typing import Any

import pytest
from django.core import mail
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import PASSWORD, client_of, make_person, run_jobs, token_mailed_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna() -> User:
    return make_person("anna")


def ask(anna: User, **changes: Any) -> Any:
    body = {"current_password": PASSWORD, "new_email": "New@Example.org", **changes}
    return client_of(anna).post("/api/auth/email/", body)


def asked(anna: User) -> str:
    assert ask(anna).status_code == 202
    run_jobs()
    return token_mailed_to("new@example.org")


def confirm(token: object) -> Any:
    return APIClient().post("/api/auth/email/confirm/", {"token": token})


def test_the_new_address_is_confirmed_from_there_and_the_old_one_is_told_twice(anna: User) -> None:
    token = asked(anna)
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert confirm(token).status_code == 204
    anna.refresh_from_db()
    assert (anna.email, anna.version) == ("new@example.org", 2)
    run_jobs()
    told = [message.subject.partition(": ")[2] for message in mail.outbox if message.to == ["anna@example.org"]]
    assert told == ["Another email address was asked for", "The email address was changed"]
    assert "new@example.org" in str(mail.outbox[-1].body)
    kinds = SecurityEvent.objects.filter(user=anna).values_list("kind", flat=True)
    assert {"email_change_asked", "email_changed"} <= set(kinds)


def test_an_address_that_is_taken_gets_the_same_answer_and_its_owner_a_mail(anna: User) -> None:
    make_person("berta")
    free, taken = ask(anna), ask(anna, new_email="berta@example.org")
    assert (free.status_code, free.content) == (taken.status_code, taken.content) == (202, b"")
    run_jobs()
    (told,) = [message for message in mail.outbox if message.to == ["berta@example.org"]]
    assert told.subject == "You have an account already"


BAD = {
    "wrong password": ({"current_password": "wrong"}, "current_password"),
    "no password": ({"current_password": ""}, "current_password"),
    "password of a wrong type": ({"current_password": ["a"]}, "current_password"),
    "huge password": ({"current_password": "x" * 257}, "current_password"),
    "no address": ({"new_email": "anna"}, "new_email"),
    "the address as it is": ({"new_email": "ANNA@example.org"}, "new_email"),
    "a header": ({"new_email": "a@example.org\nBcc: b@example.org"}, "new_email"),
    "huge address": ({"new_email": "a" * 250 + "@example.org"}, "new_email"),
}


@pytest.mark.parametrize(("change", "field"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_named_and_no_mail_goes_out(anna: User, change: dict[str, Any], field: str) -> None:
    answer = ask(anna, **change)
    assert (answer.status_code, list(answer.json()["error"])) == (400, [field])
    run_jobs()
    assert mail.outbox == []


def used(anna: User) -> str:
    token = asked(anna)
    assert confirm(token).status_code == 204
    return token


def used_by_who_went_back(anna: User) -> str:
    token = used(anna)
    anna.refresh_from_db()
    assert ask(anna, new_email="anna@example.org").status_code == 202
    run_jobs()
    assert confirm(token_mailed_to("anna@example.org")).status_code == 204
    return token


def after_a_new_password(anna: User) -> str:
    token = asked(anna)
    anna.set_password("another horse battery")
    anna.save()
    return token


def taken_meanwhile(anna: User) -> str:
    token = asked(anna)
    User.objects.create(username="new", email="new@example.org", role="client", display_name="N")
    return token


def of_another_address(anna: User) -> str:
    """What the token brings along is under its signature."""
    subject, _, rest = asked(anna).partition(".")
    return f"{subject}.ZXZpbEBleGFtcGxlLm9yZw{rest[rest.index('~') :]}"


def of_another_kind(anna: User) -> str:
    """Made for the very same state."""
    APIClient().post("/api/auth/password-reset/", {"email": anna.email})
    run_jobs()
    return token_mailed_to(anna.email)


BAD_TOKENS = {
    "of another kind": of_another_kind,
    "used": used,
    "used by who went back to the old address": used_by_who_went_back,
    "of before a new password": after_a_new_password,
    "of an address that somebody else has got": taken_meanwhile,
    "of another address": of_another_address,
    "cut": lambda anna: asked(anna)[:-1],
    "garbage": lambda anna: "garbage",
}


@pytest.mark.parametrize("make", BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_a_token_that_is_not_good_changes_nothing(anna: User, make: Any) -> None:
    token = make(anna)
    before = User.objects.get(pk=anna.pk).email
    changes = SecurityEvent.objects.filter(kind="email_changed").count()
    answer = confirm(token)
    assert (answer.status_code, answer.json()["code"]) == (400, "account.link_invalid")
    assert User.objects.get(pk=anna.pk).email == before
    assert SecurityEvent.objects.filter(kind="email_changed").count() == changes
