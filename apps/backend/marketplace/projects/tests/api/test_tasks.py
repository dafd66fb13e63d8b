from typing import Any
from uuid import uuid4

import pytest

from marketplace.accounts.models import User
from marketplace.projects.models import Project, Task
from marketplace.testing import client_of, make_person, make_project, make_task, put_on_team, query_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def project(anna: User) -> Project:
    return make_project(anna)


def tasks(project: Project) -> str:
    return f"/api/projects/{project.pk}/tasks/"


def test_a_task_gets_the_next_number_and_the_end_of_its_column(anna: User, project: Project) -> None:
    client = client_of(anna)
    body = {"title": "Design", "description": "x", "priority": "high", "assignee_id": str(anna.pk), "due_date": None}
    first = client.post(tasks(project), body, headers={"Idempotency-Key": "one"})
    assert first.status_code == 201
    task = first.json()
    assert (task["number"], task["status"], task["priority"], task["version"]) == (1, "todo", "high", 1)
    assert (task["assignee"]["username"], task["project_id"]) == ("anna", str(project.pk))
    assert client.post(tasks(project), body, headers={"Idempotency-Key": "one"}).json() == task
    second = client.post(tasks(project), {"title": "Build"}).json()
    assert (second["number"], second["priority"], second["assignee"]) == (2, "normal", None)
    assert second["rank"] > task["rank"]
    client.delete(f"{tasks(project)}{second['id']}/")
    assert client.post(tasks(project), {"title": "Again", "status": "review"}).json()["number"] == 3


BAD_BODIES: dict[str, tuple[Any, str]] = {
    "no title": ({}, "title"),
    "huge title": ({"title": "x" * 201}, "title"),
    "unknown status": ({"title": "a", "status": "gone"}, "status"),
    "unknown priority": ({"title": "a", "priority": 7}, "priority"),
    "no day": ({"title": "a", "due_date": "tomorrow"}, "due_date"),
    "assignee that is no id": ({"title": "a", "assignee_id": "anna"}, "assignee_id"),
    "assignee who does not exist": ({"title": "a", "assignee_id": str(uuid4())}, "assignee_id"),
    "huge description": ({"title": "a", "description": "x" * 20_001}, "description"),
    "a list": ([], "non_field_errors"),
}


@pytest.mark.parametrize(("body", "field"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_bad_task_is_named_and_takes_no_number(anna: User, project: Project, body: Any, field: str) -> None:
    client = client_of(anna)
    answer = client.post(tasks(project), body)
    assert (answer.status_code, list(answer.json()["error"])) == (400, [field])
    assert client.post(tasks(project), {"title": "a"}).json()["number"] == 1


def test_only_the_team_is_given_tasks(anna: User, project: Project) -> None:
    berta = make_person("berta")
    client, task = client_of(anna), make_task(project, anna)
    refused = client.patch(f"{tasks(project)}{task.pk}/", {"assignee_id": str(berta.pk)})
    assert (refused.status_code, list(refused.json()["error"])) == (400, ["assignee_id"])
    put_on_team(project, anna, berta, "observer")
    given = client.patch(f"{tasks(project)}{task.pk}/", {"assignee_id": str(berta.pk)})
    assert given.json()["assignee"]["id"] == str(berta.pk)
    assert client.patch(f"{tasks(project)}{task.pk}/", {"assignee_id": None}).json()["assignee"] is None


def test_a_task_is_changed_and_deleted_by_version(anna: User, project: Project) -> None:
    client, address = client_of(anna), f"{tasks(project)}{make_task(project, anna).pk}/"
    tag = client.get(address)["ETag"]
    changed = client.patch(address, {"title": "New", "due_date": "2027-05-01"}, headers={"If-Match": tag})
    assert (changed.json()["title"], changed.json()["due_date"], changed.json()["version"]) == ("New", "2027-05-01", 2)
    assert client.patch(address, {"title": "Late"}, headers={"If-Match": tag}).status_code == 412
    assert client.delete(address, headers={"If-Match": tag}).status_code == 412
    assert client.delete(address, headers={"If-Match": changed["ETag"]}).status_code == 204
    for answer in (client.get(address), client.patch(address, {}), client.delete(address)):
        assert (answer.status_code, answer.json()["code"]) == (404, "task.not_found")


def test_a_change_of_the_place_goes_through_a_move(anna: User, project: Project) -> None:
    task = make_task(project, anna)
    client_of(anna).patch(f"{tasks(project)}{task.pk}/", {"status": "done", "rank": "1", "number": 9})
    task.refresh_from_db()
    assert (task.status, task.number) == ("todo", 1)


def test_a_task_of_another_project_is_not_found_through_this_one(anna: User, project: Project) -> None:
    other = make_task(make_project(anna), anna)
    client, address = client_of(anna), f"{tasks(project)}{other.pk}/"
    for answer in (
        client.get(address),
        client.patch(address, {"title": "a"}),
        client.delete(address),
        client.post(f"{address}move/", {"status": "done", "after_id": None}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "task.not_found")
    assert Task.objects.get(pk=other.pk).version == 1


def test_the_board_is_listed_by_column_and_place_and_filtered(anna: User, project: Project) -> None:
    client = client_of(anna)
    for title, status in (("one", "todo"), ("two", "done"), ("three", "todo")):
        make_task(project, anna, title, status)
    Task.objects.filter(title="three").update(priority="urgent", assignee=anna, due_date="2027-01-10")

    def titles(query: str) -> list[str]:
        answer = client.get(f"{tasks(project)}?{query}")
        assert answer.status_code == 200, answer.content
        return [row["title"] for row in answer.json()["results"]]

    assert titles("") == ["two", "one", "three"]
    assert titles("status=todo&ordering=rank") == ["one", "three"]
    assert titles("ordering=-number") == ["three", "two", "one"]
    assert titles("priority=urgent") == titles(f"assignee_id={anna.pk}") == ["three"]
    assert titles("due_after=2027-01-10&due_before=2027-01-10") == ["three"]
    assert titles("search=TW") == ["two"]
    for query in ("status=gone", "assignee_id=anna", "due_after=x", "page=0"):
        assert client.get(f"{tasks(project)}?{query}").json()["code"] == "validation.failed"
    assert client.get(f"{tasks(project)}?colour=red").json()["code"] == "validation.unknown_filter"


def test_the_list_takes_as_many_queries_for_twelve_tasks_as_for_two(anna: User, project: Project) -> None:
    client = client_of(anna)
    for _ in range(2):
        make_task(project, anna)
    few = query_count(client, tasks(project))
    for _ in range(10):
        make_task(project, anna)
    Task.objects.update(assignee=anna)
    assert query_count(client, tasks(project)) == few == 4
