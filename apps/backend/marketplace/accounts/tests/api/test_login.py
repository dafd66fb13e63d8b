import jwt
import pytest
from rest_framework.test import APIClient

from marketplace.testing import PASSWORD, client_with, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/api/auth/login/", "/api/token/"])
@pytest.mark.parametrize("name", ["anna", "Anna", "anna@example.org", "ANNA@Example.org"])
def test_a_person_signs_in_with_user_name_or_address_in_any_case(address: str, name: str) -> None:
    make_person("anna")
    answer = APIClient().post(address, {"username": name, "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json().keys() == {"access", "refresh"}


def test_the_access_token_carries_the_claims_of_the_platform() -> None:
    anna = make_person("anna")
    access = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}).json()["access"]
    assert client_with(access).get("/api/auth/me/").status_code == 200
    claims = jwt.decode(access, options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == 300
    del claims["exp"], claims["iat"]
    assert {"jti", "sid"} <= claims.keys()
    del claims["jti"], claims["sid"]
    assert claims == {
        "token_type": "access",
        "iss": "throughline-backend",
        "aud": "throughline",
        "user_id": str(anna.pk),
        "email": "anna@example.org",
        "role": "client",
        "company_id": None,
    }


BAD_LOGINS = {
    "wrong password": ({"username": "anna", "password": "wrong"}, 401, "auth.credentials_invalid"),
    "unknown name": ({"username": "nobody", "password": PASSWORD}, 401, "auth.credentials_invalid"),
    "unknown address": ({"username": "no@example.org", "password": PASSWORD}, 401, "auth.credentials_invalid"),
    "no password": ({"username": "anna"}, 400, "validation.failed"),
    "empty": ({}, 400, "validation.failed"),
    "a list": ([], 400, "validation.failed"),
    "wrong type": ({"username": {"a": 1}, "password": PASSWORD}, 400, "validation.failed"),
    "NUL": ({"username": "an\0na", "password": PASSWORD}, 400, "validation.failed"),
    "huge password": ({"username": "anna", "password": "x" * 257}, 400, "validation.failed"),
    "huge name": ({"username": "x" * 255, "password": PASSWORD}, 400, "validation.failed"),
}


@pytest.mark.parametrize(("body", "status", "code"), BAD_LOGINS.values(), ids=BAD_LOGINS.keys())
def test_a_bad_login_gets_its_own_code(body: object, status: int, code: str) -> None:
    make_person("anna")
    answer = APIClient().post("/api/auth/login/", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_person_who_was_deactivated_is_told_the_same_as_for_a_wrong_password() -> None:
    anna = make_person("anna")
    anna.is_active = False
    anna.save()
    answer = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD})
    assert answer.json()["code"] == "auth.credentials_invalid"


def test_a_stale_authorization_header_does_not_keep_anybody_from_signing_in() -> None:
    make_person("anna")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer garbage")
    assert client.post("/api/auth/login/", {"username": "anna", "password": PASSWORD}).status_code == 200


def test_signing_in_is_a_post_of_json() -> None:
    assert APIClient().get("/api/auth/login/").json()["code"] == "http.method_not_allowed"
    form = APIClient().post("/api/auth/login/", "username=anna", content_type="application/x-www-form-urlencoded")
    assert form.json()["code"] == "http.unsupported_media_type"
    cut = APIClient().post("/api/auth/login/", '{"username": "an', content_type="application/json")
    assert cut.json()["code"] == "http.malformed_request"
