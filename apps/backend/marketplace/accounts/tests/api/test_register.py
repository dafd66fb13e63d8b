from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.testing import PASSWORD, make_person

ANNA: dict[str, Any] = {
    "username": "Anna",
    "email": "Anna@Example.org",
    "password": PASSWORD,
    "display_name": "Anna A.",
    "role": "developer",
}


@pytest.mark.django_db
def test_a_new_person_is_kept_in_lower_case_and_can_sign_in() -> None:
    answer = APIClient().post("/api/auth/register/", ANNA)
    assert answer.status_code == 201
    person = answer.json()
    assert (person["username"], person["email"], person["role"]) == ("anna", "anna@example.org", "developer")
    assert (person["language"], person["time_zone"], person["version"]) == ("en", "UTC", 1)
    assert "password" not in person
    login = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD})
    assert login.status_code == 200


BAD_FIELDS = {
    "admin by oneself": ({"role": "admin"}, "role"),
    "unknown role": ({"role": "boss"}, "role"),
    "taken name in other case": ({"username": "BERTA"}, "username"),
    "taken address in other case": ({"email": "BERTA@example.org"}, "email"),
    "an address as a name": ({"username": "a@b"}, "username"),
    "name with a line feed": ({"username": "anna\n"}, None),
    "short name": ({"username": "an"}, "username"),
    "huge name": ({"username": "a" * 65}, "username"),
    "no address": ({"email": "anna"}, "email"),
    "common password": ({"password": "password123"}, "password"),
    "short password": ({"password": "x9!kq"}, "password"),
    "password like the name": ({"password": "anna@example.org"}, "password"),
    "huge password": ({"password": "x" * 257}, "password"),
    "password of a wrong type": ({"password": ["a"]}, "password"),
    "unknown zone": ({"time_zone": "Mars/Olympus"}, "time_zone"),
    "a path as a zone": ({"time_zone": "../../etc/passwd"}, "time_zone"),
    "unknown language": ({"language": "xx"}, "language"),
    "no display name": ({"display_name": " "}, "display_name"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "field"), BAD_FIELDS.values(), ids=BAD_FIELDS.keys())
def test_a_bad_field_is_named_and_nobody_is_made(change: dict[str, Any], field: str | None) -> None:
    make_person("berta")
    answer = APIClient().post("/api/auth/register/", {**ANNA, **change})
    if field is None:
        # Blanks around a name are taken off before it is looked at.
        assert answer.status_code == 201
        return
    assert answer.status_code == 400
    assert answer.json()["code"] == "validation.failed"
    assert list(answer.json()["error"]) == [field]
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_people_who_take_a_name_at_the_same_time_one_gets_it_and_the_others_are_told() -> None:
    barrier = Barrier(4)

    def register(_: int) -> int:
        barrier.wait()
        try:
            return APIClient().post("/api/auth/register/", ANNA).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(register, range(4))) == [201, 400, 400, 400]


@pytest.mark.django_db
def test_the_database_itself_refuses_names_that_differ_in_case_only() -> None:
    make_person("anna")
    with pytest.raises(IntegrityError):
        User.objects.create(username="ANNA", email="other@example.org", role="client", display_name="A")
