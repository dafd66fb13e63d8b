"""An address is invited, and whoever owns it answers: once, in time, and nobody else does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.deletions import person_deleted
from marketplace.accounts.limits import MAIL_PAIR
from marketplace.accounts.models import User
from marketplace.companies.jobs import EXPIRE_INVITATIONS
from marketplace.companies.models import Company, CompanyEvent, Invitation, Membership
from marketplace.testing import (
    acting,
    add_member,
    client_of,
    make_company,
    make_job,
    make_person,
    query_count,
    run_jobs,
)

pytestmark = pytest.mark.django_db
MINE = "/api/companies/invitations/"


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def acme(anna: User) -> Company:
    return make_company(anna)


def invitations(company: Company) -> str:
    return f"/api/companies/{company.pk}/invitations/"


def invite(user: User, company: Company, email: object = "berta@example.org", role: object = "member") -> Any:
    return client_of(user).post(invitations(company), {"email": email, "role": role})


def answer(client: APIClient, invitation_id: object, what: str) -> Any:
    return client.post(f"{MINE}{invitation_id}/{what}/")


def code_of(response: Any) -> str:
    return str(response.json()["code"]) if response.status_code >= 400 else str(response.status_code)


def expire() -> None:
    Invitation.objects.update(expires_at=timezone.now())


def test_who_owns_the_address_accepts_and_is_a_member_with_the_role(acme: Company, anna: User) -> None:
    sent = invite(anna, acme, "Berta@Example.org", "manager").json()
    assert (sent["email"], sent["role"], sent["invited_by"]["username"]) == ("berta@example.org", "manager", "anna")
    client = client_of(make_person("berta"))
    (mine,) = client.get(MINE).json()["results"]
    assert (mine["id"], mine["company_name"], mine["role"]) == (sent["id"], "Acme", "manager")
    assert "email" not in mine["invited_by"]
    accepted = answer(client, mine["id"], "accept")
    assert (accepted.status_code, accepted.json()["id"], accepted.json()["my_role"]) == (200, str(acme.pk), "manager")
    assert client.post("/api/companies/switch/", {"company_id": str(acme.pk)}).status_code == 200
    assert code_of(answer(client, mine["id"], "accept")) == "company.invitation_not_found"
    assert (client.get(MINE).json()["count"], client_of(anna).get(invitations(acme)).json()["count"]) == (0, 0)


def test_who_declines_becomes_no_member_and_may_be_invited_again(acme: Company, anna: User) -> None:
    sent = invite(anna, acme).json()
    berta = make_person("berta")
    assert answer(client_of(berta), sent["id"], "decline").status_code == 204
    assert not Membership.objects.filter(user=berta).exists()
    assert invite(anna, acme).status_code == 201


def test_a_withdrawn_invitation_is_not_there_any_more(acme: Company, anna: User) -> None:
    sent = invite(anna, acme).json()
    assert client_of(anna).delete(f"{invitations(acme)}{sent['id']}/").status_code == 204
    berta = client_of(make_person("berta"))
    assert berta.get(MINE).json()["count"] == 0
    for what in ("accept", "decline"):
        assert code_of(answer(berta, sent["id"], what)) == "company.invitation_not_found"


def test_after_a_week_it_is_over_and_another_one_may_be_sent(acme: Company, anna: User) -> None:
    sent = invite(anna, acme).json()
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    expire()
    berta = client_of(make_person("berta"))
    assert (berta.get(MINE).json()["count"], client_of(anna).get(invitations(acme)).json()["count"]) == (0, 0)
    for what in ("accept", "decline"):
        assert code_of(answer(berta, sent["id"], what)) == "company.invitation_expired"
    again = invite(anna, acme).json()
    assert again["id"] != sent["id"]
    assert answer(berta, again["id"], "accept").status_code == 200


def test_nobody_else_answers_it(acme: Company, anna: User) -> None:
    sent = invite(anna, acme).json()
    make_person("berta")
    for stranger in (anna, make_person("carla")):
        client = client_of(stranger)
        assert client.get(MINE).json()["count"] == 0
        for what in ("accept", "decline"):
            assert code_of(answer(client, sent["id"], what)) == "company.invitation_not_found"
    assert code_of(answer(APIClient(), sent["id"], "accept")) == "auth.not_authenticated"
    assert Invitation.objects.count() == 1


# Who acts, the role that they offer, and what they get for inviting and for withdrawing an owner's like it.
@pytest.mark.parametrize(
    ("actor_role", "role", "code"),
    [
        ("owner", "owner", "201"),
        ("manager", "manager", "201"),
        ("manager", "owner", "auth.permission_denied"),
        ("member", "viewer", "auth.permission_denied"),
        ("viewer", "viewer", "auth.permission_denied"),
        (None, "viewer", "company.not_found"),
    ],
)
def test_invitations_are_sent_and_withdrawn_by_rank(
    acme: Company, anna: User, actor_role: str | None, role: str, code: str
) -> None:
    actor = make_person("carla")
    if actor_role is not None:
        add_member(acme, anna, actor, actor_role)
    assert code_of(invite(actor, acme, "berta@example.org", role)) == code
    standing = invite(anna, acme, "dora@example.org", role).json()
    withdrawn = client_of(actor).delete(f"{invitations(acme)}{standing['id']}/")
    assert code_of(withdrawn) == ("204" if code == "201" else code)
    listed = code_of(client_of(actor).get(invitations(acme)))
    readable = {None: "company.not_found", "owner": "200", "manager": "200"}
    assert listed == readable.get(actor_role, "auth.permission_denied")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "berta", "role": "member"}, "email"),
        ({"email": "", "role": "member"}, "email"),
        ({"email": None, "role": "member"}, "email"),
        ({"email": ["berta@example.org"], "role": "member"}, "email"),
        ({"email": f"{'x' * 250}@example.org", "role": "member"}, "email"),
        ({"email": "berta@example.org\nBcc: all@example.org", "role": "member"}, "email"),
        ({"role": "member"}, "email"),
        ({"email": "berta@example.org", "role": "king"}, "role"),
        ({"email": "berta@example.org"}, "role"),
    ],
)
def test_a_bad_invitation_is_named(acme: Company, anna: User, body: dict[str, object], field: str) -> None:
    refused = client_of(anna).post(invitations(acme), body)
    assert (refused.status_code, list(refused.json()["error"])) == (400, [field])
    assert not Invitation.objects.exists()


def test_who_is_a_member_or_invited_already_is_not_invited_again(acme: Company, anna: User) -> None:
    assert code_of(invite(anna, acme, "ANNA@example.org")) == "company.member_exists"
    assert code_of(invite(anna, acme)) == "201"
    assert code_of(invite(anna, acme)) == "company.invitation_exists"
    # Whoever is added by name needs no answer any more.
    add_member(acme, anna, make_person("berta"), "viewer")
    assert not Invitation.objects.exists()


def test_the_same_request_again_invites_once(acme: Company, anna: User) -> None:
    client, body = client_of(anna), {"email": "berta@example.org", "role": "member"}
    first, again = (client.post(invitations(acme), body, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert Invitation.objects.count() == 1


def test_an_invitation_of_another_company_is_not_withdrawn_through_this_one(acme: Company, anna: User) -> None:
    berta = make_person("berta")
    other = invite(berta, make_company(berta, "Other"), "carla@example.org").json()
    refused = client_of(anna).delete(f"{invitations(acme)}{other['id']}/")
    assert (refused.status_code, code_of(refused)) == (404, "company.invitation_not_found")


def test_nobodys_box_is_filled(acme: Company, anna: User) -> None:
    client = client_of(anna)
    for _ in range(MAIL_PAIR.free):
        sent = client.post(invitations(acme), {"email": "berta@example.org", "role": "member"}).json()
        client.delete(f"{invitations(acme)}{sent['id']}/")
    assert code_of(invite(anna, acme)) == "http.too_many_requests"


@pytest.mark.django_db(transaction=True)
def test_the_mail_is_in_the_language_of_who_is_invited_and_the_same_without_an_account() -> None:
    anna, berta = make_person("anna"), make_person("berta")
    User.objects.filter(pk=berta.pk).update(language="de")
    acme = make_company(anna)
    for email in ("berta@example.org", "nobody@example.org"):
        assert set(invite(anna, acme, email).json()) >= {"email", "role"}
    run_jobs()
    told = {message.to[0]: message for message in mail.outbox}
    assert told.keys() == {"berta@example.org", "nobody@example.org"}
    assert told["berta@example.org"].subject == "Sie sind auf Throughline in eine Firma eingeladen"
    english = str(told["nobody@example.org"].body)
    assert "anna invites you to act for the company “Acme”." in english
    assert "http://localhost:3000/settings/companies" in english


@pytest.mark.django_db(transaction=True)
def test_what_nobody_answers_is_taken_away_by_the_clock_and_stands_in_the_log() -> None:
    anna = make_person("anna")
    acme = make_company(anna)
    invite(anna, acme, "late@example.org")
    expire()
    invite(anna, acme, "open@example.org")
    make_job(EXPIRE_INVITATIONS)
    run_jobs()
    assert list(Invitation.objects.values_list("email", flat=True)) == ["open@example.org"]
    event = CompanyEvent.objects.get(kind="invitation_expired")
    assert (event.email, event.actor) == ("late@example.org", None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["accept", "withdraw"])
def test_of_two_answers_at_the_same_moment_one_counts(other: str) -> None:
    anna, berta = make_person("anna"), make_person("berta")
    acme = make_company(anna)
    sent = invite(anna, acme).json()
    owner, invited = client_of(anna), [client_of(berta), client_of(berta)]
    barrier = Barrier(2)

    def accept() -> int:
        return int(answer(invited.pop(), sent["id"], "accept").status_code)

    def withdraw() -> int:
        return int(owner.delete(f"{invitations(acme)}{sent['id']}/").status_code)

    def run(call: Any) -> int:
        barrier.wait()
        try:
            return int(call())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(run, [accept, accept if other == "accept" else withdraw]))
    assert statuses[0] in (200, 204)
    assert statuses[1] == 404
    assert not Invitation.objects.exists()
    assert Membership.objects.filter(user=berta).count() == (statuses[0] == 200)


def test_of_a_deleted_account_no_company_keeps_the_address(acme: Company, anna: User) -> None:
    berta = make_person("berta")
    invite(anna, acme)
    person_deleted(context=acting(anna), user_id=str(berta.pk))
    assert not Invitation.objects.exists()
    assert list(CompanyEvent.objects.filter(kind="invitation_sent").values_list("email", flat=True)) == [""]


def test_the_lists_take_as_many_queries_for_many_as_for_one(acme: Company, anna: User) -> None:
    client = client_of(anna)
    invite(anna, acme, "first@example.org")
    few = query_count(client, invitations(acme))
    for number in range(5):
        invite(anna, acme, f"person-{number}@example.org")
    assert query_count(client, invitations(acme)) == few
