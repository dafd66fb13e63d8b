import pytest

from marketplace.accounts.models import User
from marketplace.projects.models import Project, Task
from marketplace.testing import (
    client_of,
    make_company,
    make_person,
    make_project,
    make_task,
    put_on_team,
    query_count,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def project(anna: User) -> Project:
    return make_project(anna)


def members(project: Project) -> str:
    return f"/api/projects/{project.pk}/members/"


def test_a_lead_adds_changes_and_removes_a_member(anna: User, project: Project) -> None:
    berta = make_person("berta", "developer")
    client = client_of(anna)
    added = client.post(members(project), {"username": "berta", "role": "contributor"})
    assert added.status_code == 201
    task = make_task(project, anna)
    base = f"/api/projects/{project.pk}/tasks/{task.pk}/"
    assert client.patch(base, {"assignee_id": str(berta.pk)}).json()["assignee"]["username"] == "berta"
    address = f"{members(project)}{added.json()['id']}/"
    assert client.patch(address, {"role": "observer"}, headers={"If-Match": '"1"'}).json()["version"] == 2
    assert client.patch(address, {"role": "lead"}, headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(address, headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(address).status_code == 204
    assert client.get(base).json()["assignee"] is None
    assert client.get(base).json()["version"] == 3
    assert client.delete(address).json()["code"] == "project.member_not_found"
    assert client.patch(address, {"role": "lead"}).json()["code"] == "project.member_not_found"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"username": "nobody", "role": "lead"}, 400, "validation.failed"),
        ({"username": "berta", "role": "king"}, 400, "validation.failed"),
        ({"username": "berta"}, 400, "validation.failed"),
        ({"username": "anna", "role": "observer"}, 409, "project.member_exists"),
        ([], 400, "validation.failed"),
    ],
)
def test_a_bad_member_is_refused(anna: User, project: Project, body: object, status: int, code: str) -> None:
    make_person("berta")
    answer = client_of(anna).post(members(project), body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_everybody_may_leave_but_the_last_lead_of_a_project_without_a_company(anna: User, project: Project) -> None:
    berta = make_person("berta")
    joined = put_on_team(project, anna, berta, "observer")
    assert client_of(berta).delete(f"{members(project)}{joined.pk}/").status_code == 204
    mine = project.members.get(user=anna)
    client = client_of(anna)
    assert client.delete(f"{members(project)}{mine.pk}/").json()["code"] == "project.last_lead"
    assert client.patch(f"{members(project)}{mine.pk}/", {"role": "observer"}).json()["code"] == "project.last_lead"
    put_on_team(project, anna, berta, "lead")
    assert client.delete(f"{members(project)}{mine.pk}/").status_code == 204


def test_the_last_lead_of_a_companys_project_may_go(anna: User) -> None:
    acme = make_company(anna)
    project = make_project(anna, acme)
    mine = project.members.get(user=anna)
    assert client_of(anna, acme.pk).delete(f"{members(project)}{mine.pk}/").status_code == 204


def test_a_contributor_removes_nobody_else(anna: User, project: Project) -> None:
    berta = make_person("berta")
    put_on_team(project, anna, berta, "contributor")
    mine = project.members.get(user=anna)
    assert client_of(berta).delete(f"{members(project)}{mine.pk}/").json()["code"] == "auth.permission_denied"


def test_a_member_of_another_project_is_not_found_through_this_one(anna: User, project: Project) -> None:
    other = make_project(anna).members.get(user=anna)
    answer = client_of(anna).delete(f"{members(project)}{other.pk}/")
    assert answer.json()["code"] == "project.member_not_found"


@pytest.mark.parametrize("status", ["completed", "cancelled", "archived"])
def test_a_closed_project_keeps_its_team_and_board(anna: User, project: Project, status: str) -> None:
    task = make_task(project, anna)
    Project.objects.filter(pk=project.pk).update(status=status)
    client, base = client_of(anna), f"/api/projects/{project.pk}/"
    mine = project.members.get(user=anna)
    for answer in (
        client.post(members(project), {"username": "anna", "role": "lead"}),
        client.patch(f"{members(project)}{mine.pk}/", {"role": "lead"}),
        client.delete(f"{members(project)}{mine.pk}/"),
        client.post(f"{base}tasks/", {"title": "a"}),
        client.patch(f"{base}tasks/{task.pk}/", {"title": "a"}),
        client.delete(f"{base}tasks/{task.pk}/"),
        client.post(f"{base}tasks/{task.pk}/move/", {"status": "done", "after_id": None}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "project.closed")
    assert Task.objects.get().version == 1


def test_the_list_takes_as_many_queries_for_twelve_members_as_for_two(anna: User, project: Project) -> None:
    client = client_of(anna)
    put_on_team(project, anna, make_person("berta"), "observer")
    few = query_count(client, members(project))
    for number in range(10):
        put_on_team(project, anna, make_person(f"person-{number}"), "observer")
    assert query_count(client, members(project)) == few == 4
    assert client.get(f"{members(project)}?role=lead").json()["count"] == 1
    assert client.get(f"{members(project)}?colour=red").json()["code"] == "validation.unknown_filter"
