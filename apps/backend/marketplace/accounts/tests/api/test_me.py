import jwt
import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.testing import PASSWORD, client_of, client_with, make_person
from throughline.http.versions import save_new_version
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/api/auth/me/", "/api/user/profile/"])
def test_a_person_reads_and_changes_themselves_under_both_addresses(address: str) -> None:
    client = client_of(make_person("anna"))
    before = client.get(address)
    assert before.json()["username"] == "anna"
    changed = client.patch(
        address, {"display_name": "Anna B.", "time_zone": "Europe/Berlin"}, headers={"If-Match": before["ETag"]}
    )
    assert changed.status_code == 200
    assert (changed.json()["display_name"], changed.json()["time_zone"]) == ("Anna B.", "Europe/Berlin")
    assert changed.json()["version"] == 2
    assert client.get(address, headers={"If-None-Match": changed["ETag"]}).status_code == 304


def test_a_person_learns_whether_they_have_a_password() -> None:
    anna = make_person("anna")
    client = client_of(anna)
    before = client.get("/api/auth/me/")
    anna.set_unusable_password()
    save_new_version(anna, "password")
    after = client.get("/api/auth/me/", headers={"If-None-Match": before["ETag"]})
    assert (before.json()["has_password"], after.json()["has_password"]) == (True, False)


def test_a_stale_version_changes_nothing() -> None:
    client = client_of(make_person("anna"))
    client.patch("/api/auth/me/", {"display_name": "first"})
    stale = client.patch("/api/auth/me/", {"display_name": "second"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "http.precondition_failed")
    assert client.get("/api/auth/me/").json()["display_name"] == "first"


@pytest.mark.parametrize(
    "body",
    [
        {"display_name": ""},
        {"language": "xx"},
        {"time_zone": 7},
        {"display_name": "x" * 121},
        {"role": "admin"},
        {"role": ""},
    ],
)
def test_a_bad_value_is_named(body: dict[str, object]) -> None:
    answer = client_of(make_person("anna")).patch("/api/auth/me/", body)
    assert (answer.status_code, list(answer.json()["error"])) == (400, list(body))


def test_nobody_becomes_an_admin_by_changing_themselves() -> None:
    client = client_of(make_person("anna"))
    refused = client.patch("/api/auth/me/", {"role": "admin", "display_name": "A"})
    assert (refused.status_code, list(refused.json()["error"])) == (400, ["role"])
    client.patch("/api/auth/me/", {"is_superuser": True, "username": "root", "display_name": "A"})
    assert (client.get("/api/auth/me/").json()["role"], User.objects.get().is_superuser) == ("client", False)


def test_a_client_becomes_a_developer_and_tokens_say_it_from_the_next_renewal_on() -> None:
    anna = make_person("anna")
    pair = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}).json()
    assert client_with(pair["access"]).patch("/api/auth/me/", {"role": "developer"}).json()["role"] == "developer"
    renewed = APIClient().post("/api/auth/refresh/", {"refresh": pair["refresh"]}).json()["access"]
    roles = [jwt.decode(token, options={"verify_signature": False})["role"] for token in (pair["access"], renewed)]
    assert roles == ["client", "developer"]
    event = OutboxEvent.objects.get(type="person.updated")
    assert (event.entity_id, event.data["role"]) == (str(anna.pk), "developer")


def test_an_admin_does_not_make_themselves_something_else() -> None:
    anna = make_person("anna")
    User.objects.filter(pk=anna.pk).update(role=User.Role.ADMIN)
    client = client_of(anna)
    refused = client.patch("/api/auth/me/", {"role": "client"})
    assert (refused.status_code, list(refused.json()["error"])) == (400, ["role"])
    assert client.get("/api/auth/me/").json()["role"] == "admin"
    assert client.patch("/api/auth/me/", {"display_name": "Root"}).status_code == 200


def test_without_a_token_nobody_is_anybody() -> None:
    answer = APIClient().get("/api/auth/me/")
    assert answer.status_code == 401
    assert answer.json()["code"] == "auth.not_authenticated"
    assert answer.json()["error"] == "User not authenticated"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_new_name_is_told_to_those_who_show_it_and_nothing_else_is() -> None:
    anna = make_person("anna")
    client = client_of(anna)
    client.patch("/api/auth/me/", {"language": "de"})
    client.patch("/api/auth/me/", {"display_name": "Anna B."})
    event = OutboxEvent.objects.get(type="person.updated")
    assert event.topics == [f"user_{anna.pk}", "internal_people"]
    assert event.data == {"id": str(anna.pk), "username": "anna", "display_name": "Anna B.", "role": "client"}
    assert (event.entity_id, event.entity_version) == (str(anna.pk), 3)
