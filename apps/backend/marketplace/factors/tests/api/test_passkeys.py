"""The passkeys that a person has: named, listed, removed, and never the last way in."""

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.deletions import person_deleted
from marketplace.accounts.models import User
from marketplace.factors.models import AuthenticatorApp, Passkey, RecoveryCode
from marketplace.factors.services.passkey_begin import MAXIMUM_PASSKEYS
from marketplace.factors.tests.at_once import at_once
from marketplace.factors.tests.authenticator import (
    Authenticator,
)
from marketplace.factors.tests.credentials import NOT_ACCEPTED, add
from marketplace.factors.tests.people import (
    PASSKEYS,
    add_passkey,
    code_of,
    creation_options,
    request_options,
    sign_in_with,
    switch_on,
)
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import acting, client_of, make_person

pytestmark = pytest.mark.django_db


def test_a_person_has_several_with_names_of_their_own(anna: User, client: APIClient) -> None:
    add_passkey(client, "Laptop")
    add_passkey(client, "Phone")
    rows = client.get(f"{PASSKEYS}?ordering=-created_at").json()["results"]
    assert [row["name"] for row in rows] == ["Phone", "Laptop"]
    address = f"{PASSKEYS}{rows[0]['id']}/"
    assert client.patch(address, {"name": "Old phone"}).json()["name"] == "Old phone"
    assert client.delete(address).status_code == 204
    assert [row["name"] for row in client.get(PASSKEYS).json()["results"]] == ["Laptop"]
    kinds = SecurityEvent.objects.filter(user=anna, kind__startswith="passkey").order_by("at")
    assert list(kinds.values_list("kind", "detail__name")) == [
        ("passkey_added", "Laptop"),
        ("passkey_added", "Phone"),
        ("passkey_removed", "Old phone"),
    ]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, ["a"], None, 7.5e300, "a\0b"])
def test_a_bad_name_is_named(client: APIClient, name: object) -> None:
    add_passkey(client)
    address = f"{PASSKEYS}{Passkey.objects.get().pk}/"
    made = Authenticator().create(creation_options(client))
    if isinstance(name, float):
        # A number is a name as good as any.
        assert client.patch(address, {"name": name}).status_code == 200
        return
    for answer in (client.patch(address, {"name": name}), add(client, made, name)):
        assert (code_of(answer), list(answer.json()["error"])) == ("validation.failed", ["name"])


def test_a_passkey_of_another_person_is_not_there(client: APIClient) -> None:
    berta = client_of(make_person("berta"))
    add_passkey(berta)
    add_passkey(berta)
    address = f"{PASSKEYS}{Passkey.objects.latest('created_at').pk}/"
    assert client.get(PASSKEYS).json()["count"] == 0
    assert code_of(client.patch(address, {"name": "Mine"})) == "passkey.not_found"
    assert code_of(client.delete(address)) == "passkey.not_found"
    assert Passkey.objects.count() == 2


def test_a_removed_passkey_signs_nobody_in(client: APIClient) -> None:
    laptop = add_passkey(client)
    options = request_options()
    client.delete(f"{PASSKEYS}{Passkey.objects.get().pk}/")
    assert code_of(sign_in_with(laptop.get(options))) == NOT_ACCEPTED


def test_the_only_way_in_is_not_removed(anna: User, client: APIClient) -> None:
    add_passkey(client)
    anna.set_unusable_password()
    anna.save()
    first = Passkey.objects.get()
    assert code_of(client.delete(f"{PASSKEYS}{first.pk}/")) == "passkey.last_way_in"
    add_passkey(client, "Phone")
    assert client.delete(f"{PASSKEYS}{first.pk}/").status_code == 204


@pytest.mark.django_db(transaction=True)
def test_two_last_passkeys_are_not_both_removed_at_the_same_moment() -> None:
    anna = make_person("anna")
    client = client_of(anna)
    add_passkey(client)
    add_passkey(client, "Phone")
    User.objects.filter(pk=anna.pk).update(password="!")
    tries = [(client_of(anna), f"{PASSKEYS}{key}/") for key in Passkey.objects.values_list("pk", flat=True)]

    def remove() -> int:
        mine, address = tries.pop()
        return int(mine.delete(address).status_code)

    assert at_once([remove, remove]) == [204, 409]


def test_there_is_an_end_to_how_many(anna: User, client: APIClient) -> None:
    options = creation_options(client)
    for number in range(MAXIMUM_PASSKEYS):
        Passkey.objects.create(
            user=anna,
            name=str(number),
            credential_digest=str(number),
            credential_id="AA",
            public_key="AA",
            sign_count=0,
            is_backup_eligible=False,
            is_backed_up=False,
            created_at=timezone.now(),
        )
    assert code_of(add(client, Authenticator().create(options))) == "passkey.too_many"
    assert (
        code_of(client.post(f"{PASSKEYS}begin/", {"current_password": "correct horse battery"})) == "passkey.too_many"
    )


def test_of_a_deleted_account_nothing_is_kept(anna: User, client: APIClient) -> None:
    add_passkey(client)
    switch_on(anna)
    add_passkey(client_of(make_person("berta")))
    person_deleted(context=acting(anna), user_id=str(anna.pk))
    assert (AuthenticatorApp.objects.count(), RecoveryCode.objects.count(), Passkey.objects.count()) == (0, 0, 1)
