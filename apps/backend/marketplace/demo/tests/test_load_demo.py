from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import override_settings
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.demo.content import DEMO_PASSWORD
from marketplace.projects.models import Project, Task
from marketplace.testing import client_with

pytestmark = pytest.mark.django_db


def load() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def everything() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, version, status, rank FROM projects_task ORDER BY id")
        tasks = cursor.fetchall()
    return [tasks, *(sorted(model.objects.values_list("pk", "version")) for model in (User, Project))]


def test_loading_twice_is_the_same_as_loading_once() -> None:
    assert "loaded" in load()
    first = everything()
    assert (User.objects.count(), Project.objects.count(), Task.objects.count()) == (3, 2, 16)
    assert "already" in load()
    assert everything() == first


@pytest.mark.parametrize("username", ["demo-client", "demo-developer", "demo-developer-2"])
def test_each_demo_person_signs_in_and_finds_both_projects(username: str) -> None:
    load()
    login = APIClient().post("/api/auth/login/", {"username": username, "password": DEMO_PASSWORD})
    projects = client_with(login.json()["access"]).get("/api/projects/").json()
    assert projects["count"] == 2
    assert all(row["task_count"] > 0 for row in projects["results"])


@override_settings(DEMO_DATA_ALLOWED=False)
def test_where_it_is_not_allowed_nobody_gets_a_known_password() -> None:
    with pytest.raises(CommandError, match="DEMO_DATA_ALLOWED"):
        load()
    assert not User.objects.exists()
