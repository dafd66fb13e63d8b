from typing import Any

import pytest

from marketplace.accounts.models import User
from marketplace.companies.models import Company, Membership
from marketplace.projects.models import Project, ProjectMember, Task
from marketplace.testing import add_member, client_of, make_company, make_person, make_project, make_task, put_on_team

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


def attempts(client: Any, project: Project, task: Task, anna: User) -> dict[str, int]:
    """One read, one write of the board and one write of the project, as statuses."""
    base = f"/api/projects/{project.pk}/"
    return {
        "read": client.get(base).status_code,
        "read tasks": client.get(f"{base}tasks/{task.pk}/").status_code,
        "create task": client.post(f"{base}tasks/", {"title": "a"}).status_code,
        "change task": client.patch(f"{base}tasks/{task.pk}/", {"title": "b"}).status_code,
        "move task": client.post(f"{base}tasks/{task.pk}/move/", {"status": "done", "after_id": None}).status_code,
        "change project": client.patch(base, {"title": "c"}).status_code,
        "add member": client.post(f"{base}members/", {"username": "zoe", "role": "observer"}).status_code,
        "open": client.post(f"{base}transition/", {"status": "open"}).status_code,
    }


NOTHING = dict.fromkeys(
    ["read", "read tasks", "create task", "change task", "move task", "change project", "add member", "open"], 404
)
VIEW = NOTHING | dict.fromkeys(["read", "read tasks"], 200)
VIEW |= {name: 403 for name, status in VIEW.items() if status == 404}
CONTRIBUTE = VIEW | {"create task": 201, "change task": 200, "move task": 200}
MANAGE = CONTRIBUTE | {"change project": 200, "add member": 201, "open": 200}


@pytest.mark.parametrize(
    ("company_role", "team_role", "acts_for_company", "expected"),
    [
        (None, None, False, NOTHING),
        ("owner", None, True, MANAGE),
        ("manager", None, True, MANAGE),
        ("member", None, True, CONTRIBUTE),
        ("viewer", None, True, VIEW),
        ("viewer", "contributor", True, CONTRIBUTE),
        ("member", "lead", True, MANAGE),
        ("owner", "observer", True, MANAGE),
        # Rights by company hold only while one acts for it.
        ("owner", None, False, NOTHING),
        ("owner", "observer", False, VIEW),
        (None, "observer", False, VIEW),
        (None, "contributor", False, CONTRIBUTE),
        (None, "lead", False, MANAGE),
    ],
)
def test_rights_follow_the_roles(
    anna: User,
    acme: Company,
    project: Project,
    company_role: str | None,
    team_role: str | None,
    acts_for_company: bool,  # noqa: FBT001
    expected: dict[str, int],
) -> None:
    make_person("zoe")
    task = make_task(project, anna)
    berta = make_person("berta", "developer")
    if company_role is not None:
        add_member(acme, anna, berta, company_role)
    if team_role is not None:
        put_on_team(project, anna, berta, team_role)
    client = client_of(berta, acme.pk if acts_for_company else None)
    assert attempts(client, project, task, anna) == expected


def test_another_company_sees_nothing_of_it(anna: User, project: Project) -> None:
    berta = make_person("berta")
    other = make_company(berta, "Other")
    task = make_task(project, anna)
    client = client_of(berta, other.pk)
    assert attempts(client, project, task, anna) == NOTHING
    assert client.get("/api/projects/").json()["count"] == 0
    assert client.get(f"/api/projects/{project.pk}/").json()["code"] == "project.not_found"


def test_who_acts_for_one_company_does_not_see_projects_of_another_of_theirs(anna: User, project: Project) -> None:
    other = make_company(anna, "Other")
    assert client_of(anna, other.pk).get(f"/api/projects/{project.pk}/").status_code == 404
    assert client_of(anna).get(f"/api/projects/{project.pk}/").status_code == 200


def test_who_leaves_the_company_loses_its_projects_at_once_in_every_scope(
    anna: User, acme: Company, project: Project
) -> None:
    berta = make_person("berta", "developer")
    membership = add_member(acme, anna, berta, "member")
    put_on_team(project, anna, berta, "lead")
    task = make_task(project, anna)
    Task.objects.filter(pk=task.pk).update(assignee=berta)
    company_client, own_client = client_of(berta, acme.pk), client_of(berta)
    assert own_client.get(f"/api/projects/{project.pk}/").status_code == 200
    answer = client_of(anna).delete(f"/api/companies/{acme.pk}/members/{membership.pk}/")
    assert answer.status_code == 204
    # The token still names the company; the database decides.
    assert attempts(company_client, project, task, anna) == NOTHING
    assert attempts(own_client, project, task, anna) == NOTHING
    assert company_client.get("/api/projects/").json()["count"] == 0
    assert company_client.post("/api/projects/", {"title": "a"}).json()["code"] == "company.not_found"
    task.refresh_from_db()
    assert (task.assignee, task.version) == (None, 2)
    assert not ProjectMember.objects.filter(user=berta).exists()
    assert not Membership.objects.filter(user=berta).exists()


def test_a_token_for_a_company_that_one_has_left_is_not_taken_for_oneself(anna: User, project: Project) -> None:
    berta, carla = make_person("berta", "developer"), make_person("carla")
    other = make_company(carla, "Other")
    membership = add_member(other, carla, berta, "member")
    put_on_team(project, anna, berta, "lead")
    client = client_of(berta, other.pk)
    membership.delete()
    assert client.get(f"/api/projects/{project.pk}/").status_code == 404
    assert client.get("/api/projects/").json()["count"] == 0
