"""A project hears of sign-ins, failed ones and sessions that end, in their transaction."""

from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import override_settings
from rest_framework.test import APIClient

from tests.tokens.session import PASSWORD, make_user, refresh, sign_in, sign_out
from throughline.http.context import RequestContext
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshFamily
from throughline.tokens.observer import Observer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]


class Listener(Observer):
    heard: ClassVar[list[tuple[Any, ...]]] = []

    def signed_in(self, *, context: RequestContext, family: RefreshFamily) -> None:
        self.heard.append(("signed in", context.actor_id, family.user_id))

    def sign_in_failed(self, *, context: RequestContext, user_id: str | None, device: Device) -> None:
        self.heard.append(("failed", context.actor_id, user_id, device.address))

    def second_factor_asked(self, *, context: RequestContext, user_id: str, device: Device) -> None:
        self.heard.append(("asked", context.actor_id, user_id, device.address))

    def session_ended(self, *, context: RequestContext, family: RefreshFamily) -> None:
        self.heard.append(("ended", family.user_id, family.revoked_reason))


class Refuser(Observer):
    def signed_in(self, *, context: RequestContext, family: RefreshFamily) -> None:
        raise RuntimeError("no")


def observed_by(listener: type[Observer], **tokens: str) -> Any:
    given = getattr(settings, "THROUGHLINE_TOKENS", {})
    return override_settings(THROUGHLINE_TOKENS={**given, **tokens, "OBSERVER": f"{__name__}.{listener.__name__}"})


@pytest.fixture(autouse=True)
def anna() -> User:
    Listener.heard.clear()
    return make_user()


def test_it_hears_who_came_who_did_not_and_who_left(anna: User) -> None:
    with observed_by(Listener):
        token = sign_in()
        for name in ("anna", "nobody"):
            APIClient().post("/api/auth/login/", {"username": name, "password": "wrong"}, format="json")
        sign_out(token)
        sign_out(token)
    assert Listener.heard == [
        ("signed in", str(anna.pk), anna.pk),
        ("failed", None, str(anna.pk), "127.0.0.1"),
        ("failed", None, None, "127.0.0.1"),
        ("ended", anna.pk, "signed_out"),
    ]


def test_it_hears_of_a_right_password_without_a_code(anna: User) -> None:
    anna.groups.add(Group.objects.create(name="careful"))
    with observed_by(Listener, SECOND_FACTOR="tests.tokens.second_factors.WordOfTheGroup"):
        for password in (PASSWORD, "wrong"):
            APIClient().post("/api/auth/login/", {"username": "anna", "password": password}, format="json")
    assert Listener.heard == [
        ("asked", None, str(anna.pk), "127.0.0.1"),
        ("failed", None, str(anna.pk), "127.0.0.1"),
    ]


def test_it_hears_of_a_token_that_came_twice(anna: User) -> None:
    with observed_by(Listener):
        first = sign_in()
        refresh(refresh(first)["refresh"])
        RefreshFamily.objects.get().tokens.update(rotated_at="2020-01-01T00:00Z")
        assert refresh(first)["code"] == "auth.session_revoked"
    assert Listener.heard[-1] == ("ended", anna.pk, "replayed")


def test_what_it_raises_undoes_what_it_was_told_of() -> None:
    with observed_by(Refuser), pytest.raises(RuntimeError):
        sign_in()
    assert not RefreshFamily.objects.exists()
