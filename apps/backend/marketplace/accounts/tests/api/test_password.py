from typing import Any

import pytest
from rest_framework.test import APIClient

from marketplace.accounts.limits import PASSWORD_AGAIN
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import PASSWORD, client_with, make_person
from throughline.jobs.models import Job

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "another horse battery"


def login(password: str = PASSWORD) -> Any:
    return APIClient().post("/api/auth/login/", {"username": "anna", "password": password})


def test_a_new_password_counts_at_once_and_ends_every_other_session() -> None:
    make_person("anna")
    here, elsewhere = login().json(), login().json()
    changed = client_with(here["access"]).post(
        "/api/auth/password/", {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    )
    assert changed.status_code == 204
    assert login().json()["code"] == "auth.credentials_invalid"
    assert login(NEW_PASSWORD).status_code == 200
    other = APIClient().post("/api/auth/refresh/", {"refresh": elsewhere["refresh"]})
    assert other.json()["code"] == "auth.session_revoked"
    assert APIClient().post("/api/auth/refresh/", {"refresh": here["refresh"]}).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"current_password": "wrong", "new_password": NEW_PASSWORD}, "current_password"),
        ({"current_password": PASSWORD, "new_password": "password123"}, "new_password"),
        ({"current_password": PASSWORD, "new_password": "x" * 257}, "new_password"),
        ({"current_password": PASSWORD}, "new_password"),
        ({"new_password": NEW_PASSWORD}, "current_password"),
    ],
)
def test_a_bad_change_is_named_and_keeps_the_old_password(body: dict[str, str], field: str) -> None:
    make_person("anna")
    answer = client_with(login().json()["access"]).post("/api/auth/password/", body)
    assert (answer.status_code, list(answer.json()["error"])) == (400, [field])
    assert login().status_code == 200


def test_the_person_is_told_of_a_new_password_by_mail_and_in_their_log() -> None:
    anna = make_person("anna")
    client_with(login().json()["access"]).post(
        "/api/auth/password/", {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    )
    assert Job.objects.get(kind="security_log.send_notice").payload["kind"] == "password_changed"
    assert SecurityEvent.objects.filter(user=anna, kind="password_changed").count() == 1


def test_who_guesses_the_password_at_an_open_session_waits_even_when_they_are_right() -> None:
    make_person("anna")
    client = client_with(login().json()["access"])
    body = {"current_password": "wrong", "new_password": NEW_PASSWORD}
    statuses = [client.post("/api/auth/password/", body).status_code for _ in range(PASSWORD_AGAIN.free)]
    assert statuses == [400] * PASSWORD_AGAIN.free
    refused = client.post("/api/auth/password/", {**body, "current_password": PASSWORD})
    assert (refused.status_code, refused["Retry-After"]) == (429, "1")
