from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from rest_framework.test import APIClient

from tests.tokens.session import PASSWORD, claims_of, make_user, sign
from throughline.tokens.claims import ClaimValue
from throughline.tokens.conf import token_settings

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.tokens.urls")]


class ForgingClaims:
    def initial_context(self, user: AbstractBaseUser) -> dict[str, ClaimValue]:
        return {}

    def claims(self, user: AbstractBaseUser, context: Mapping[str, ClaimValue]) -> dict[str, ClaimValue]:
        return {"user_id": "1", "email": "a@example.org"}


def access() -> str:
    answer = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}, format="json")
    return str(answer.json()["access"])


def who(token: str) -> Any:
    return APIClient().get("/who/", headers={"Authorization": f"Bearer {token}"})


def test_a_person_with_an_integer_id_is_known_by_their_token() -> None:
    anna, token = make_user(), access()
    assert who(token).json() == {"user_id": str(anna.pk), "sid": claims_of(token)["sid"]}
    assert claims_of(token)["email"] == "anna@example.org"


@pytest.mark.parametrize("user_id", ["0", "x", "", 1, None, ["1"], "9" * 40, "1\x00"])
def test_a_token_that_names_nobody_is_invalid(user_id: object) -> None:
    make_user()
    forged = sign({**claims_of(access()), "user_id": user_id})
    assert who(forged).json()["code"] == "auth.token_invalid"


def test_a_token_of_a_person_who_was_deactivated_is_invalid() -> None:
    anna, token = make_user(), access()
    anna.is_active = False
    anna.save()
    assert who(token).json()["code"] == "auth.token_invalid"


@override_settings(THROUGHLINE_TOKENS={"CLAIMS_PROVIDER": "tests.tokens.test_access.ForgingClaims"})
def test_a_claims_provider_cannot_say_who_somebody_is() -> None:
    make_user()
    with pytest.raises(ImproperlyConfigured, match="user_id"):
        access()


@override_settings(THROUGHLINE_TOKENS={"GRAZE": 1})
def test_a_setting_that_does_not_exist_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="GRAZE"):
        token_settings()
