"""Whoever is signed in the classic way gets tokens, and another site's page does not get them for them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from rest_framework.test import APIClient

from tests.tokens.session import PASSWORD, claims_of, make_user
from throughline.tokens.models import RefreshFamily

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]
JSON = "application/json"
CSRF_TOKEN = "c" * 32


@pytest.fixture
def anna() -> User:
    return make_user()


def signed_in(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.cookies["csrftoken"] = CSRF_TOKEN
    return client


def exchange(client: Client, body: str = "{}", **headers: str) -> Any:
    sent = {"X-CSRFToken": CSRF_TOKEN, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.post("/api/auth/exchange/", body, content_type=JSON, headers=sent)


def test_the_cookie_is_worth_a_pair_of_a_session_of_its_own(anna: User) -> None:
    client = signed_in(anna)
    pair = exchange(client, '{"device_name": "Old pages"}').json()
    assert claims_of(pair["access"])["user_id"] == str(anna.pk)
    assert RefreshFamily.objects.get().device_name == "Old pages"
    bearer = APIClient()
    bearer.credentials(HTTP_AUTHORIZATION=f"Bearer {pair['access']}")
    client.logout()
    assert bearer.get("/who/").status_code == 200


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"X_CSRFToken": ""}, "auth.origin_refused"),
        ({"X_CSRFToken": "d" * 32}, "auth.origin_refused"),
        ({"Origin": "https://evil.example"}, "auth.origin_refused"),
    ],
    ids=["no token", "another token", "another site's page"],
)
def test_another_site_gets_nothing(anna: User, headers: dict[str, str], code: str) -> None:
    refused = exchange(signed_in(anna), **headers)
    assert (refused.status_code, refused.json()["code"]) == (403, code)
    assert not RefreshFamily.objects.exists()


@pytest.mark.parametrize("body", ["[]", '{"device_name": ""}', '{"device_name": []}', "{", "null"])
def test_a_bad_body_opens_no_session(anna: User, body: str) -> None:
    assert exchange(signed_in(anna), body).status_code == 400
    assert not RefreshFamily.objects.exists()


@pytest.mark.parametrize("who", ["nobody", "signed out", "deactivated", "bearer"])
def test_without_a_live_cookie_there_is_nothing_to_exchange(anna: User, who: str) -> None:
    client = Client(enforce_csrf_checks=True) if who == "nobody" else signed_in(anna)
    headers = {}
    if who == "signed out":
        client.logout()
    if who == "deactivated":
        User.objects.update(is_active=False)
    if who == "bearer":
        client = Client(enforce_csrf_checks=True)
        body = {"username": "anna", "password": PASSWORD}
        access = APIClient().post("/api/auth/login/", body, format="json").json()["access"]
        RefreshFamily.objects.all().delete()
        headers = {"Authorization": f"Bearer {access}"}
    refused = exchange(client, **headers)
    assert (refused.status_code, refused.json()["code"]) == (401, "auth.not_authenticated")
    assert not RefreshFamily.objects.exists()
