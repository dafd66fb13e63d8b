import re
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

PUBLIC = {
    "begin_passkey_sign_in",
    "begin_social_sign_in",
    "confirm_email",
    "confirm_password_reset",
    "confirm_registration",
    "finish_social_second_factor",
    "finish_social_sign_in",
    "get_health",
    "list_social_providers",
    "list_topic_kinds",
    "login",
    "logout",
    "refresh",
    "register",
    "reset_password",
    "sign_in_with_passkey",
}


@pytest.fixture(scope="module")
def operations() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Method, path and description of each operation by its id."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    return {
        operation["operationId"]: (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_every_operation_has_a_name_and_one_tag(operations: dict[str, Any]) -> None:
    for name, (_, _, operation) in operations.items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
        assert len(operation["tags"]) == 1
    assert {operation["tags"][0] for _, _, operation in operations.values()} == {
        "auth",
        "companies",
        "projects",
        "health",
        "topics",
        "jobs",
    }


@pytest.mark.django_db
def test_every_operation_that_is_not_named_public_asks_for_a_token(operations: dict[str, Any]) -> None:
    assert operations.keys() >= PUBLIC
    for name, (method, path, operation) in operations.items():
        address = re.sub(r"\{\w+\}", "01a1ff00-0000-7000-8000-000000000000", path)
        answer = getattr(APIClient(), method)(address)
        # Without a requirement, or with one that is empty (OpenAPI 3.1.1, section 4.8.30).
        is_public = not any(operation.get("security", []))
        assert is_public == (name in PUBLIC)
        assert (answer.status_code != 401) == is_public, name
        if not is_public:
            assert answer.json()["code"] == "auth.not_authenticated"
