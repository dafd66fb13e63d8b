import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.projects.models import Project, Task
from marketplace.projects.rank import LONGEST
from marketplace.testing import client_of, make_person, make_project, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def project(anna: User) -> Project:
    return make_project(anna)


def move(client: APIClient, task: Task, status: str, after: Task | None, **headers: str) -> Any:
    return client.post(
        f"/api/projects/{task.project_id}/tasks/{task.pk}/move/",
        {"status": status, "after_id": None if after is None else str(after.pk)},
        headers=headers,
    )


def column(project: Project, status: str = "todo") -> str:
    return "".join(Task.objects.filter(project=project, status=status).order_by("rank").values_list("title", flat=True))


@pytest.mark.parametrize(
    ("moved", "status", "after", "todo", "done"),
    [
        ("c", "todo", None, "cab", "xy"),
        ("a", "todo", "c", "bca", "xy"),
        ("c", "todo", "a", "acb", "xy"),
        ("a", "done", None, "bc", "axy"),
        ("a", "done", "x", "bc", "xay"),
        ("a", "done", "y", "bc", "xya"),
    ],
)
def test_a_task_goes_where_it_is_put(
    anna: User, project: Project, moved: str, status: str, after: str | None, todo: str, done: str
) -> None:
    made = {title: make_task(project, anna, title, "todo" if title in "abc" else "done") for title in "abcxy"}
    answer = move(client_of(anna), made[moved], status, None if after is None else made[after])
    assert (answer.status_code, answer.json()["status"], answer.json()["version"]) == (200, status, 2)
    assert (column(project), column(project, "done")) == (todo, done)
    others = [task.version for task in Task.objects.exclude(pk=made[moved].pk)]
    assert others == [1, 1, 1, 1]


def test_a_move_to_where_the_task_is_changes_nothing(anna: User, project: Project) -> None:
    a, b = make_task(project, anna, "a"), make_task(project, anna, "b")
    client = client_of(anna)
    assert move(client, a, "todo", None).json()["version"] == 1
    assert move(client, b, "todo", a).json()["version"] == 1
    assert move(client, b, "done", None).json()["version"] == 2
    assert move(client, b, "done", None).json()["version"] == 2


def test_if_match_is_optional_and_respected(anna: User, project: Project) -> None:
    task, client = make_task(project, anna), client_of(anna)
    moved = move(client, task, "done", None, **{"If-Match": '"1"'})
    assert moved.status_code == 200
    assert move(client, task, "todo", None, **{"If-Match": '"1"'}).json()["code"] == "http.precondition_failed"
    assert move(client, task, "todo", None, **{"If-Match": moved["ETag"]}).json()["version"] == 3


def test_a_place_that_is_gone_is_a_conflict(anna: User, project: Project) -> None:
    task, elsewhere = make_task(project, anna), make_task(project, anna, "x", "done")
    foreign = make_task(make_project(anna), anna)
    client = client_of(anna)
    for after in (elsewhere, foreign, Task(pk=uuid4())):
        answer = move(client, task, "todo", after)
        assert (answer.status_code, answer.json()["code"]) == (409, "task.position_gone")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"after_id": None}, "status"),
        ({"status": "done"}, "after_id"),
        ({"status": "gone", "after_id": None}, "status"),
        ({"status": "done", "after_id": "x"}, "after_id"),
        ({"status": "done", "after_id": []}, "after_id"),
        ([], "non_field_errors"),
    ],
)
def test_a_bad_move_is_named(anna: User, project: Project, body: Any, field: str) -> None:
    task = make_task(project, anna)
    answer = client_of(anna).post(f"/api/projects/{project.pk}/tasks/{task.pk}/move/", body)
    assert (answer.status_code, list(answer.json()["error"])) == (400, [field])


def test_a_task_cannot_come_after_itself(anna: User, project: Project) -> None:
    task = make_task(project, anna)
    assert list(move(client_of(anna), task, "todo", task).json()["error"]) == ["after_id"]


def test_a_gap_that_has_become_too_narrow_is_made_wide_again(anna: User, project: Project) -> None:
    a, b, c, d = (make_task(project, anna, title) for title in "abcd")
    Task.objects.filter(pk=b.pk).update(rank=a.rank + "0" * (LONGEST - len(a.rank)) + "1")
    # The one that moves has the last place: the new ranks must not meet its old one.
    answer = move(client_of(anna), d, "todo", a)
    assert answer.status_code == 200
    assert column(project) == "adbc"
    assert max(len(rank) for rank in Task.objects.values_list("rank", flat=True)) <= 12
    assert [Task.objects.get(pk=task.pk).version for task in (a, b, c, d)] == [2, 2, 2, 2]


@pytest.mark.django_db(transaction=True)
def test_moves_at_the_same_time_leave_every_task_in_one_place() -> None:
    anna = make_person("anna")
    project = make_project(anna)
    made = [make_task(project, anna, str(number)) for number in range(8)]
    client_of(anna)
    barrier = Barrier(8)

    def shuffle(index: int) -> list[int]:
        client, chance = client_of(anna), random.Random(index)
        barrier.wait()
        try:
            return [
                move(client, chance.choice(made), chance.choice(["todo", "done"]), None).status_code for _ in range(10)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = {status for result in pool.map(shuffle, range(8)) for status in result}
    assert statuses == {200}
    places = list(Task.objects.values_list("status", "rank"))
    assert len(set(places)) == 8


@pytest.mark.django_db(transaction=True)
def test_of_two_moves_with_the_same_version_one_wins() -> None:
    anna = make_person("anna")
    task = make_task(make_project(anna), anna)
    barrier = Barrier(2)

    def shuffle(status: str) -> int:
        client = client_of(anna)
        barrier.wait()
        try:
            answer = move(client, task, status, None, **{"If-Match": '"1"'})
            return int(answer.status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(shuffle, ["done", "review"])) == [200, 412]


@pytest.mark.django_db(transaction=True)
def test_tasks_created_at_the_same_time_get_numbers_of_their_own() -> None:
    anna = make_person("anna")
    project = make_project(anna)
    barrier = Barrier(8)

    def create(_: int) -> int:
        client = client_of(anna)
        barrier.wait()
        try:
            return int(client.post(f"/api/projects/{project.pk}/tasks/", {"title": "a"}).json()["number"])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(create, range(8))) == list(range(1, 9))
