from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from marketplace.accounts.models import User
from marketplace.companies.models import Company, Membership
from marketplace.testing import add_member, client_of, make_company, make_person, query_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def acme(anna: User) -> Company:
    return make_company(anna)


def members(company: Company) -> str:
    return f"/api/companies/{company.pk}/members/"


def test_an_owner_adds_changes_and_removes_a_member(acme: Company, anna: User) -> None:
    make_person("berta")
    client = client_of(anna)
    added = client.post(members(acme), {"username": "Berta", "role": "member"})
    assert added.status_code == 201
    assert added.json()["person"]["username"] == "berta"
    assert "email" not in added.json()["person"]
    address = f"{members(acme)}{added.json()['id']}/"
    assert client.patch(address, {"role": "manager"}, headers={"If-Match": added["ETag"]}).json()["role"] == "manager"
    stale = client.delete(address, headers={"If-Match": added["ETag"]})
    assert stale.json()["code"] == "http.precondition_failed"
    assert client.delete(address, headers={"If-Match": '"2"'}).status_code == 204
    assert client.delete(address).json()["code"] == "company.member_not_found"
    assert [row["role"] for row in client.get(members(acme)).json()["results"]] == ["owner"]


def test_a_person_is_added_once(acme: Company, anna: User) -> None:
    berta = make_person("berta")
    add_member(acme, anna, berta, "member")
    answer = client_of(anna).post(members(acme), {"username": "berta", "role": "owner"})
    assert (answer.status_code, answer.json()["code"]) == (409, "company.member_exists")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"username": "nobody", "role": "member"}, "username"),
        ({"username": "anna", "role": "king"}, "role"),
        ({"username": "anna"}, "role"),
        ({"role": "member"}, "username"),
        ({"username": "x" * 65, "role": "member"}, "username"),
    ],
)
def test_a_bad_member_is_named(acme: Company, anna: User, body: dict[str, str], field: str) -> None:
    answer = client_of(anna).post(members(acme), body)
    assert (answer.status_code, list(answer.json()["error"])) == (400, [field])


# Who acts, whom they change, to which role (None: remove), and what they get.
RULES: list[tuple[str, str, str | None, int]] = [
    ("owner", "owner", "viewer", 200),
    ("owner", "member", "owner", 200),
    ("manager", "member", "manager", 200),
    ("manager", "member", "owner", 403),
    ("manager", "owner", "viewer", 403),
    ("manager", "owner", None, 403),
    ("manager", "manager", None, 204),
    ("member", "viewer", "member", 403),
    ("member", "viewer", None, 403),
    ("viewer", "viewer", "owner", 403),
]


@pytest.mark.parametrize(("actor_role", "target_role", "new_role", "status"), RULES)
def test_roles_are_given_and_taken_by_rank(
    acme: Company, anna: User, actor_role: str, target_role: str, new_role: str | None, status: int
) -> None:
    actor, target = make_person("berta"), make_person("carla")
    add_member(acme, anna, actor, actor_role)
    member = add_member(acme, anna, target, target_role)
    client, address = client_of(actor), f"{members(acme)}{member.pk}/"
    answer = client.delete(address) if new_role is None else client.patch(address, {"role": new_role})
    assert answer.status_code == status


def test_everybody_may_leave_but_the_last_owner(acme: Company, anna: User) -> None:
    berta = make_person("berta")
    member = add_member(acme, anna, berta, "viewer")
    mine = Membership.objects.get(company=acme, user=anna)
    assert client_of(berta).delete(f"{members(acme)}{member.pk}/").status_code == 204
    last = client_of(anna).delete(f"{members(acme)}{mine.pk}/")
    assert (last.status_code, last.json()["code"]) == (409, "company.last_owner")
    lowered = client_of(anna).patch(f"{members(acme)}{mine.pk}/", {"role": "member"})
    assert lowered.json()["code"] == "company.last_owner"


def test_a_member_of_another_company_is_not_found_through_this_one(acme: Company, anna: User) -> None:
    berta = make_person("berta")
    other = Membership.objects.get(company=make_company(berta, "Other"))
    answer = client_of(anna).delete(f"{members(acme)}{other.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "company.member_not_found")


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_cannot_both_go() -> None:
    anna, berta = make_person("anna"), make_person("berta")
    acme = make_company(anna)
    add_member(acme, anna, berta, "owner")
    barrier = Barrier(2)

    def leave(user: User) -> Any:
        client = client_of(user)
        mine = Membership.objects.get(company=acme, user=user)
        barrier.wait()
        try:
            return client.delete(f"{members(acme)}{mine.pk}/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, [anna, berta])) == [204, 409]


def test_the_list_takes_as_many_queries_for_twelve_members_as_for_two(acme: Company, anna: User) -> None:
    client = client_of(anna)
    add_member(acme, anna, make_person("berta"), "member")
    few = query_count(client, members(acme))
    for number in range(10):
        add_member(acme, anna, make_person(f"person-{number}"), "member")
    assert query_count(client, members(acme)) == few == 4
    assert client.get(f"{members(acme)}?role=owner").json()["count"] == 1
    assert client.get(f"{members(acme)}?search=BERT").json()["count"] == 1
    assert client.get(f"{members(acme)}?role=king").json()["code"] == "validation.failed"
