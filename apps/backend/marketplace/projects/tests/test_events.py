from collections import defaultdict
from typing import Any

import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.companies.models import Company
from marketplace.projects.models import Project
from marketplace.projects.rank import LONGEST
from marketplace.testing import add_member, client_of, make_company, make_person, make_project, make_task, put_on_team
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def acme(anna: User) -> Company:
    return make_company(anna)


@pytest.fixture
def project(anna: User, acme: Company) -> Project:
    return make_project(anna, acme)


@pytest.fixture
def client(anna: User, acme: Company) -> APIClient:
    return client_of(anna, acme.pk)


def published() -> list[tuple[str, int, list[str]]]:
    """Type, version and kinds of topics of every event since the last call, in order."""
    events = list(OutboxEvent.objects.exclude(type__startswith="session.").order_by("number"))
    OutboxEvent.objects.all().delete()
    return [(event.type, event.entity_version, [topic.partition("_")[0] for topic in event.topics]) for event in events]


def test_each_write_of_a_project_publishes_its_event_with_the_version_it_made(client: APIClient, anna: User) -> None:
    created = client.post("/api/projects/", {"title": "a"}, headers={"X-Request-ID": "my-request"}).json()
    event = OutboxEvent.objects.get(type="project.created")
    assert (event.actor_id, event.request_id, event.entity_id) == (str(anna.pk), "my-request", created["id"])
    assert event.topics == [f"project_{created['id']}", f"company_{created['company_id']}", f"user_{anna.pk}"]
    everyone_sees = {name: created[name] for name in event.data}
    assert event.data == everyone_sees
    assert not {"my_access", "next_statuses", "created_by"} & event.data.keys()
    topics = ["project", "company", "user"]
    assert published() == [("project.created", 1, topics)]
    address = f"/api/projects/{created['id']}/"
    client.patch(address, {"title": "b"})
    client.post(f"{address}transition/", {"status": "open"})
    client.post(f"{address}transition/", {"status": "draft"})
    client.delete(address)
    assert published() == [
        ("project.updated", 2, topics),
        ("project.updated", 3, topics),
        ("project.updated", 4, topics),
        ("project.deleted", 5, topics),
    ]


def test_each_write_of_a_task_publishes_its_event(client: APIClient, project: Project) -> None:
    published()
    address = f"/api/projects/{project.pk}/tasks/"
    task = client.post(address, {"title": "a"}).json()
    assert OutboxEvent.objects.get().data == task
    client.patch(f"{address}{task['id']}/", {"title": "b"})
    moved = client.post(f"{address}{task['id']}/move/", {"status": "done", "after_id": None}).json()
    assert OutboxEvent.objects.get(type="task.moved").data == moved
    client.post(f"{address}{task['id']}/move/", {"status": "done", "after_id": None})
    client.delete(f"{address}{task['id']}/")
    assert OutboxEvent.objects.get(type="task.deleted").data == {"id": task["id"], "project_id": str(project.pk)}
    assert published() == [
        ("task.created", 1, ["project"]),
        ("task.updated", 2, ["project"]),
        ("task.moved", 3, ["project"]),
        ("task.deleted", 4, ["project"]),
    ]


def test_each_write_of_the_team_tells_the_project_and_the_person(
    client: APIClient, project: Project, anna: User
) -> None:
    berta = make_person("berta")
    task = make_task(project, anna)
    published()
    address = f"/api/projects/{project.pk}/members/"
    member = client.post(address, {"username": "berta", "role": "observer"}).json()
    added = OutboxEvent.objects.get()
    assert added.topics == [f"project_{project.pk}", f"user_{berta.pk}"]
    assert added.data == member
    assert "email" not in added.data["person"]
    client.patch(f"/api/projects/{project.pk}/tasks/{task.pk}/", {"assignee_id": str(berta.pk)})
    client.patch(f"{address}{member['id']}/", {"role": "lead"})
    client.delete(f"{address}{member['id']}/")
    removed = OutboxEvent.objects.get(type="member.removed").data
    assert removed == {"id": member["id"], "project_id": str(project.pk), "person_id": str(berta.pk)}
    assert published() == [
        ("member.added", 1, ["project", "user"]),
        ("task.updated", 2, ["project"]),
        ("member.updated", 2, ["project", "user"]),
        ("task.updated", 3, ["project"]),
        ("member.removed", 3, ["project", "user"]),
    ]


def test_who_leaves_the_company_is_announced_as_gone_from_its_teams(
    client: APIClient, project: Project, acme: Company, anna: User
) -> None:
    berta = make_person("berta")
    membership = add_member(acme, anna, berta, "member")
    put_on_team(project, anna, berta, "observer")
    published()
    client.delete(f"/api/companies/{acme.pk}/members/{membership.pk}/")
    assert published() == [("member.removed", 2, ["project", "user"])]


def test_cards_that_get_new_ranks_are_announced_as_moved(client: APIClient, project: Project, anna: User) -> None:
    a, b, c = (make_task(project, anna, title) for title in "abc")
    type(b).objects.filter(pk=b.pk).update(rank=a.rank + "0" * (LONGEST - len(a.rank)) + "1")
    published()
    client.post(f"/api/projects/{project.pk}/tasks/{c.pk}/move/", {"status": "todo", "after_id": str(a.pk)})
    moved = OutboxEvent.objects.order_by("number").values_list("entity_id", flat=True)
    assert list(moved) == [str(a.pk), str(b.pk), str(c.pk)]


REFUSED: list[tuple[str, str, dict[str, Any], int]] = [
    ("patch", "", {"title": ""}, 400),
    ("patch", "", {"title": "late"}, 412),
    ("delete", "", {}, 412),
    ("post", "transition/", {"status": "archived"}, 409),
    ("post", "members/", {"username": "anna", "role": "lead"}, 409),
    ("post", "tasks/", {"title": "a", "assignee_id": "00000000-0000-7000-8000-000000000000"}, 400),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), REFUSED)
def test_a_refused_write_publishes_nothing(
    client: APIClient, project: Project, method: str, path: str, body: dict[str, Any], status: int
) -> None:
    published()
    headers = {"If-Match": '"9"'} if status == 412 else {}
    answer = getattr(client, method)(f"/api/projects/{project.pk}/{path}", body, headers=headers)
    assert answer.status_code == status
    assert published() == []


def test_the_versions_of_one_entity_rise_in_the_order_of_the_outbox(
    client: APIClient, project: Project, anna: User
) -> None:
    tasks = [make_task(project, anna, str(number)) for number in range(3)]
    for number in range(9):
        body = {"status": ("done", "review", "todo")[number % 3], "after_id": None}
        client.post(f"/api/projects/{project.pk}/tasks/{tasks[number % 3].pk}/move/", body)
        client.patch(f"/api/projects/{project.pk}/tasks/{tasks[(number * 2) % 3].pk}/", {"title": str(number)})
    versions: dict[str, list[int]] = defaultdict(list)
    for event in OutboxEvent.objects.filter(type__startswith="task.").order_by("number"):
        versions[event.entity_id].append(event.entity_version)
    assert len(versions) == 3
    for seen in versions.values():
        assert seen == list(range(1, len(seen) + 1))
