from typing import Any
from uuid import uuid4

import jwt
import pytest
from rest_framework.test import APIClient

from marketplace.companies.models import Membership
from marketplace.testing import PASSWORD, acting, add_member, client_with, make_company, make_person
from throughline.http.versions import Precondition

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(name: str = "anna") -> dict[str, str]:
    pair: dict[str, str] = APIClient().post("/api/auth/login/", {"username": name, "password": PASSWORD}).json()
    return pair


def company_of(access: str) -> Any:
    return jwt.decode(access, options={"verify_signature": False})["company_id"]


def switch(access: str, company_id: object) -> Any:
    return client_with(access).post("/api/companies/switch/", {"company_id": company_id})


def refresh(token: str) -> dict[str, str]:
    pair: dict[str, str] = APIClient().post("/api/auth/refresh/", {"refresh": token}).json()
    return pair


def test_a_switch_gives_a_new_claim_which_the_next_pair_and_the_next_sign_in_keep() -> None:
    anna = make_person("anna")
    acme = str(make_company(anna).pk)
    pair = sign_in()
    assert company_of(pair["access"]) is None
    assert company_of(switch(pair["access"], acme).json()["access"]) == acme
    assert company_of(refresh(pair["refresh"])["access"]) == acme
    later = sign_in()
    assert company_of(later["access"]) == acme
    assert company_of(switch(later["access"], None).json()["access"]) is None
    assert company_of(sign_in()["access"]) is None


def test_one_session_does_not_switch_another() -> None:
    anna = make_person("anna")
    acme = str(make_company(anna).pk)
    here, elsewhere = sign_in(), sign_in()
    switch(here["access"], acme)
    assert company_of(refresh(elsewhere["refresh"])["access"]) is None


def test_nobody_switches_to_a_company_of_other_people() -> None:
    make_person("anna")
    other = make_company(make_person("berta"))
    access = sign_in()["access"]
    for company_id in (str(other.pk), str(uuid4())):
        answer = switch(access, company_id)
        assert (answer.status_code, answer.json()["code"]) == (404, "company.not_found")


@pytest.mark.parametrize("body", [{}, {"company_id": "x"}, {"company_id": 1.5}, {"company_id": []}, []])
def test_what_names_no_company_is_a_validation_error(body: object) -> None:
    make_person("anna")
    answer = client_with(sign_in()["access"]).post("/api/companies/switch/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation.failed")


def test_a_session_that_was_signed_out_switches_no_more() -> None:
    anna = make_person("anna")
    acme = str(make_company(anna).pk)
    pair = sign_in()
    APIClient().post("/api/auth/logout/", {"refresh": pair["refresh"]})
    assert switch(pair["access"], acme).json()["code"] == "auth.session_revoked"


def test_who_was_removed_acts_for_themselves_from_the_next_pair_on() -> None:
    from marketplace.companies.services.member_remove import member_remove

    anna, berta = make_person("anna"), make_person("berta")
    acme = make_company(berta)
    member: Membership = add_member(acme, berta, anna, "member")
    pair = sign_in()
    switch(pair["access"], str(acme.pk))
    member_remove(
        context=acting(berta),
        company_id=str(acme.pk),
        member_id=str(member.pk),
        precondition=Precondition(any_version=True, versions=frozenset()),
    )
    assert company_of(refresh(pair["refresh"])["access"]) is None
