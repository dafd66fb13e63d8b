"""Tokens of SimpleJWT as it makes them by default are taken where the settings say so, and nowhere else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from tests.tokens.session import claims_of, make_user, sign

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.tokens.urls")]

STOCK_CLAIMS = ("exp", "iat", "jti", "user_id")


@pytest.fixture
def _stock_settings(_signing: None) -> Iterator[None]:
    simple_jwt = {**settings.SIMPLE_JWT, "ISSUER": None, "AUDIENCE": None}
    with override_settings(SIMPLE_JWT=simple_jwt, THROUGHLINE_TOKENS={"REQUIRED_CLAIMS": STOCK_CLAIMS}):
        yield


def stock(token_class: type[AccessToken] | type[RefreshToken]) -> str:
    """The claims that SimpleJWT itself gives to Anna's token, under the configured signature."""
    return sign(dict(token_class.for_user(make_user()).payload))


def name_of(token: str) -> Any:
    return APIClient().get("/name/", headers={"Authorization": f"Bearer {token}"}).json()


@pytest.mark.usefixtures("_stock_settings")
def test_a_stock_access_token_says_who_somebody_is() -> None:
    token = stock(AccessToken)
    assert set(claims_of(token)) == {"token_type", *STOCK_CLAIMS}
    assert name_of(token) == {"name": "anna"}


@pytest.mark.usefixtures("_stock_settings")
def test_a_stock_access_token_has_no_session_to_speak_of() -> None:
    answer = APIClient().get("/who/", headers={"Authorization": f"Bearer {stock(AccessToken)}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.not_authenticated")


@pytest.mark.usefixtures("_stock_settings")
def test_a_stock_refresh_token_is_no_access_token_and_belongs_to_no_family() -> None:
    token = stock(RefreshToken)
    assert name_of(token)["code"] == "auth.token_invalid"
    answer = APIClient().post("/api/auth/refresh/", {"refresh": token}, format="json")
    assert answer.json()["code"] == "auth.token_invalid"


@pytest.mark.usefixtures("_stock_settings")
def test_a_session_that_a_token_names_must_live_also_where_none_is_demanded() -> None:
    token = sign({**claims_of(stock(AccessToken)), "sid": "00000000-0000-7000-8000-000000000000"})
    assert name_of(token)["code"] == "auth.session_revoked"


def test_by_default_a_stock_access_token_is_refused() -> None:
    assert name_of(stock(AccessToken))["code"] == "auth.token_invalid"
