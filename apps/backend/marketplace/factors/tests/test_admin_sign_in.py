"""The admin opens to nobody by a password alone whose account asks for more."""

from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.models import User
from marketplace.factors.tests.people import code_now, switch_on
from marketplace.testing import PASSWORD, make_person
from throughline.tokens.limits.limit import SIGN_IN_PAIR

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> User:
    return User.objects.create_superuser("root", "root@example.org", PASSWORD)


def sign_in(name: str = "root", password: str = PASSWORD, **more: str) -> Any:
    return Client().post("/admin/login/?next=/admin/", {"username": name, "password": password, **more})


def message_of(answer: Any) -> str:
    return str(answer.context["form"].non_field_errors())


def test_who_has_no_second_factor_signs_in_by_password(root: User) -> None:
    assert sign_in().status_code == 302


def test_who_has_one_gives_its_code_as_well(root: User) -> None:
    secret, codes = switch_on(root)
    assert "authenticator app" in message_of(sign_in())
    assert "not right" in message_of(sign_in(code="000000"))
    assert sign_in(code=code_now(secret)).status_code == 302
    assert sign_in(code=codes[0]).status_code == 302
    assert "not right" in message_of(sign_in(code=codes[0]))


@pytest.mark.parametrize(
    "more", [{"password": "wrong"}, {"password": "x" * 257}, {"code": "1" * 65}, {"password": ""}, {"name": "nobody"}]
)
def test_a_bad_sign_in_opens_nothing(root: User, more: dict[str, str]) -> None:
    answer = sign_in(**more)
    assert answer.status_code == 200
    assert "_auth_user_id" not in answer.client.session


def test_who_is_no_administrator_stays_out(root: User) -> None:
    make_person("anna")
    assert sign_in("anna").status_code == 200


def test_who_guesses_has_to_wait_as_everywhere(root: User) -> None:
    for _ in range(SIGN_IN_PAIR.free):
        sign_in(password="wrong")
    assert "Too many requests" in message_of(sign_in())
