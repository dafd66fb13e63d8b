"""What happens to a company's people stands in a log, which its owners read and nobody else does."""

from typing import Any

import pytest

from marketplace.accounts.deletions import person_deleted
from marketplace.accounts.models import User
from marketplace.companies.models import Company, CompanyEvent, Membership
from marketplace.testing import acting, add_member, client_of, make_company, make_person, query_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def acme(anna: User) -> Company:
    return make_company(anna)


def address(company: Company, what: str = "log") -> str:
    return f"/api/companies/{company.pk}/{what}/"


def log(user: User, company: Company, query: str = "") -> list[Any]:
    answer = client_of(user).get(f"{address(company)}{query}")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def name_of(person: dict[str, str] | None) -> str | None:
    return None if person is None else person["username"]


def test_each_change_says_who_made_it_whom_it_is_about_and_the_roles(acme: Company, anna: User) -> None:
    berta, carla = make_person("berta"), make_person("carla")
    owner = client_of(anna)
    owner.patch(f"/api/companies/{acme.pk}/", {"name": "Acme & Co"})
    sent = owner.post(address(acme, "invitations"), {"email": "berta@example.org", "role": "member"}).json()
    client_of(berta).post(f"/api/companies/invitations/{sent['id']}/accept/")
    member = Membership.objects.get(user=berta)
    owner.patch(f"{address(acme, 'members')}{member.pk}/", {"role": "manager"})
    other = add_member(acme, anna, carla, "viewer")
    client_of(berta).delete(f"{address(acme, 'members')}{other.pk}/")
    client_of(berta).delete(f"{address(acme, 'members')}{member.pk}/")
    for what in ("withdrawn", "declined"):
        sent = owner.post(address(acme, "invitations"), {"email": "carla@example.org", "role": "viewer"}).json()
        if what == "withdrawn":
            owner.delete(f"{address(acme, 'invitations')}{sent['id']}/")
        else:
            client_of(carla).post(f"/api/companies/invitations/{sent['id']}/decline/")
    rows = [
        (row["kind"], name_of(row["actor"]), name_of(row["person"]), row["email"], row["previous_role"], row["role"])
        for row in reversed(log(anna, acme))
    ]
    assert rows == [
        ("created", "anna", None, "", "", ""),
        ("renamed", "anna", None, "", "", ""),
        ("invitation_sent", "anna", None, "berta@example.org", "", "member"),
        ("invitation_accepted", "berta", "berta", "", "", "member"),
        ("role_changed", "anna", "berta", "", "member", "manager"),
        ("member_added", "anna", "carla", "", "", "viewer"),
        ("member_removed", "berta", "carla", "", "", "viewer"),
        ("member_left", "berta", "berta", "", "", "manager"),
        ("invitation_sent", "anna", None, "carla@example.org", "", "viewer"),
        ("invitation_withdrawn", "anna", None, "carla@example.org", "", "viewer"),
        ("invitation_sent", "anna", None, "carla@example.org", "", "viewer"),
        ("invitation_declined", "carla", None, "carla@example.org", "", "viewer"),
    ]


@pytest.mark.parametrize(
    ("role", "status", "code"),
    [
        ("manager", 403, "auth.permission_denied"),
        ("member", 403, "auth.permission_denied"),
        ("viewer", 403, "auth.permission_denied"),
        (None, 404, "company.not_found"),
    ],
)
def test_owners_alone_read_it(acme: Company, anna: User, role: str | None, status: int, code: str) -> None:
    berta = make_person("berta")
    if role is not None:
        add_member(acme, anna, berta, role)
    refused = client_of(berta).get(address(acme))
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_who_inherits_a_company_is_named(acme: Company, anna: User) -> None:
    berta = make_person("berta")
    add_member(acme, anna, berta, "member")
    person_deleted(context=acting(anna), user_id=str(anna.pk))
    succeeded, left = log(berta, acme)[:2]
    assert (succeeded["kind"], name_of(succeeded["person"]), succeeded["role"]) == ("owner_succeeded", "berta", "owner")
    assert (left["kind"], name_of(left["person"])) == ("member_left", "anna")


def test_what_changes_nothing_leaves_no_row(acme: Company, anna: User) -> None:
    mine = Membership.objects.get(user=anna)
    client = client_of(anna)
    assert client.patch(f"{address(acme, 'members')}{mine.pk}/", {"role": "owner"}).status_code == 200
    assert client.patch(f"{address(acme, 'members')}{mine.pk}/", {"role": "viewer"}).status_code == 409
    assert client.patch(f"/api/companies/{acme.pk}/", {}).status_code == 200
    assert [row["kind"] for row in log(anna, acme)] == ["created"]


def test_it_is_filtered_by_kind_and_takes_as_many_queries_for_many_rows(acme: Company, anna: User) -> None:
    client = client_of(anna)
    few = query_count(client, address(acme))
    for number in range(5):
        add_member(acme, anna, make_person(f"person-{number}"), "member")
    assert query_count(client, address(acme)) == few
    assert len(log(anna, acme, "?kind=member_added&kind=created")) == CompanyEvent.objects.count() == 6
    assert client.get(f"{address(acme)}?kind=king").json()["code"] == "validation.failed"
