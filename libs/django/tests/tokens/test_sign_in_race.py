"""A sign-in under way does not outlive what ends all sessions of the person in the meantime."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client, override_settings
from rest_framework.test import APIClient

from tests.tokens.session import PASSWORD, make_user
from throughline.http.context import RequestContext
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import families_revoke

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]
CREDENTIALS = {"username": "anna", "password": PASSWORD}
WAIT_S = 30


class Meanwhile:
    """Asked after the password was found right and before there is a session; it asks for nothing."""

    happens: ClassVar[Callable[[], object]]

    def is_demanded(self, user: AbstractBaseUser) -> bool:
        type(self).happens()
        return False


@pytest.fixture(autouse=True)
def anna() -> Iterator[User]:
    given = getattr(settings, "THROUGHLINE_TOKENS", {})
    with override_settings(THROUGHLINE_TOKENS={**given, "SECOND_FACTOR": f"{__name__}.Meanwhile"}):
        yield make_user()


def elsewhere(change: Callable[[], object]) -> None:
    """In another connection, committed."""

    def run() -> None:
        try:
            change()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def new_password() -> None:
    anna = User.objects.select_for_update().get(username="anna")
    anna.set_password("another horse battery")
    anna.save(update_fields=["password"])


def end_sessions() -> None:
    context = RequestContext(actor_id=None, company_id=None, request_id="test", traceparent=None, language="en")
    user_id = User.objects.get(username="anna").pk
    families_revoke(context=context, user_id=user_id, reason=RefreshFamily.RevokedReason.PASSWORD_CHANGED)


def by_password(anna: User) -> Any:
    return APIClient().post("/api/auth/login/", CREDENTIALS, format="json")


def by_exchange(anna: User) -> Any:
    client = Client()
    client.force_login(anna)
    return client.post("/api/auth/exchange/", "{}", content_type="application/json")


CHANGES: dict[str, Callable[[], object]] = {
    "another password": transaction.atomic(new_password),
    "no longer active": lambda: User.objects.update(is_active=False),
    "deleted": lambda: User.objects.all().delete(),
}


@pytest.mark.parametrize("sign_in", [by_password, by_exchange])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_after_the_password_was_found_right_counts(
    anna: User, change: Callable[[], object], sign_in: Callable[[User], Any]
) -> None:
    Meanwhile.happens = lambda: elsewhere(change)
    refused = sign_in(anna)
    assert (refused.status_code, refused.json()["code"]) == (401, "auth.credentials_invalid")
    assert not RefreshFamily.objects.exists()


@pytest.mark.parametrize("sign_in", [by_password, by_exchange])
def test_nothing_changed_is_a_session(anna: User, sign_in: Callable[[User], Any]) -> None:
    Meanwhile.happens = lambda: None
    assert sign_in(anna).status_code == 200


def test_a_sign_in_waits_for_a_change_of_the_password_that_has_begun(anna: User) -> None:
    changed, proved = Event(), Event()
    Meanwhile.happens = proved.set

    def change() -> None:
        with transaction.atomic():
            new_password()
            changed.set()
            assert proved.wait(WAIT_S)
            end_sessions()

    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(elsewhere, change)
        assert changed.wait(WAIT_S)
        refused = by_password(anna)
        changing.result()
    assert refused.json()["code"] == "auth.credentials_invalid"
    assert not RefreshFamily.objects.filter(revoked_at__isnull=True).exists()
