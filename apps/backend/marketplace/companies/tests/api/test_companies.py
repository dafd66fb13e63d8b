from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from marketplace.companies.models import Company
from marketplace.testing import add_member, client_of, make_company, make_person, query_count

pytestmark = pytest.mark.django_db


def test_who_creates_a_company_owns_it() -> None:
    client = client_of(make_person("anna"))
    answer = client.post("/api/companies/", {"name": "Acme"}, headers={"Idempotency-Key": "one"})
    again = client.post("/api/companies/", {"name": "Acme"}, headers={"Idempotency-Key": "one"})
    assert answer.status_code == 201
    assert (answer.json()["name"], answer.json()["my_role"], answer.json()["version"]) == ("Acme", "owner", 1)
    assert again.json() == answer.json()
    assert Company.objects.count() == 1


def test_a_person_lists_their_companies_with_their_roles_and_no_other() -> None:
    anna, berta = make_person("anna"), make_person("berta")
    make_company(anna, "Zeta")
    acme = make_company(berta, "Acme")
    make_company(berta, "Secret")
    add_member(acme, berta, anna, "viewer")
    answer = client_of(anna).get("/api/companies/").json()
    assert [(row["name"], row["my_role"]) for row in answer["results"]] == [("Acme", "viewer"), ("Zeta", "owner")]
    assert (answer["count"], answer["next"], answer["previous"]) == (2, None, None)


def test_another_companys_address_is_as_unknown_as_one_that_does_not_exist() -> None:
    acme = make_company(make_person("berta"))
    client = client_of(make_person("anna"))
    for company_id in (acme.pk, uuid4()):
        for answer in (
            client.get(f"/api/companies/{company_id}/"),
            client.patch(f"/api/companies/{company_id}/", {"name": "Mine"}),
            client.get(f"/api/companies/{company_id}/members/"),
            client.post(f"/api/companies/{company_id}/members/", {"username": "anna", "role": "owner"}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "company.not_found")


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("manager", 200), ("member", 403), ("viewer", 403)])
def test_owners_and_managers_rename_a_company(role: str, status: int) -> None:
    anna, berta = make_person("anna"), make_person("berta")
    acme = make_company(anna)
    add_member(acme, anna, berta, role)
    assert client_of(berta).patch(f"/api/companies/{acme.pk}/", {"name": "Acme 2"}).status_code == status


def test_a_stale_version_renames_nothing() -> None:
    anna = make_person("anna")
    acme = make_company(anna)
    client = client_of(anna)
    tag = client.get(f"/api/companies/{acme.pk}/")["ETag"]
    assert client.patch(f"/api/companies/{acme.pk}/", {"name": "B"}, headers={"If-Match": tag}).json()["version"] == 2
    stale = client.patch(f"/api/companies/{acme.pk}/", {"name": "C"}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["code"]) == (412, "http.precondition_failed")
    assert client.get(f"/api/companies/{acme.pk}/").json()["name"] == "B"


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "x" * 161}, {"name": ["a"]}, {"name": "a\0b"}, []])
def test_a_bad_name_makes_no_company(body: object) -> None:
    answer = client_of(make_person("anna")).post("/api/companies/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation.failed")
    assert not Company.objects.exists()


def test_nobody_sees_no_company() -> None:
    assert APIClient().get("/api/companies/").json()["code"] == "auth.not_authenticated"


def test_an_unknown_filter_is_refused() -> None:
    answer = client_of(make_person("anna")).get("/api/companies/?color=red")
    assert (answer.status_code, answer.json()["code"]) == (400, "validation.unknown_filter")


def test_the_list_takes_as_many_queries_for_twelve_companies_as_for_two() -> None:
    anna = make_person("anna")
    client = client_of(anna)
    for number in range(2):
        make_company(anna, f"Company {number}")
    few = query_count(client, "/api/companies/")
    for number in range(10):
        make_company(anna, f"More {number}")
    assert query_count(client, "/api/companies/") == few == 3
