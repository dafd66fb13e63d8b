from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.companies.models import Company
from marketplace.projects.models import Project
from marketplace.testing import add_member, client_of, make_company, make_person, make_project, make_task, query_count

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def acme(anna: User) -> Company:
    return make_company(anna)


def test_who_acts_for_a_company_creates_its_project_and_leads_it(anna: User, acme: Company) -> None:
    client = client_of(anna, acme.pk)
    body = {"title": "Website", "description": "New", "due_date": "2027-01-31"}
    answer = client.post("/api/projects/", body, headers={"Idempotency-Key": "one"})
    assert answer.status_code == 201
    project = answer.json()
    assert project["company_id"] == str(acme.pk)
    assert (project["title"], project["description"], project["due_date"]) == ("Website", "New", "2027-01-31")
    assert (project["status"], project["next_statuses"]) == ("draft", ["open", "cancelled"])
    assert (project["my_access"], project["task_count"], project["version"]) == ("manage", 0, 1)
    assert project["created_by"]["username"] == "anna"
    assert client.post("/api/projects/", body, headers={"Idempotency-Key": "one"}).json() == project
    assert Project.objects.count() == 1
    team = client.get(f"/api/projects/{project['id']}/members/").json()["results"]
    assert [(row["person"]["username"], row["role"]) for row in team] == [("anna", "lead")]


@pytest.mark.parametrize(("role", "status"), [("client", 201), ("developer", 403)])
def test_for_oneself_clients_create_projects(role: str, status: int) -> None:
    answer = client_of(make_person("berta", role)).post("/api/projects/", {"title": "Mine"})
    assert answer.status_code == status
    assert answer.json().get("company_id") is None


@pytest.mark.parametrize(("role", "status"), [("owner", 201), ("manager", 201), ("member", 201), ("viewer", 403)])
def test_for_a_company_all_but_viewers_create_projects(anna: User, acme: Company, role: str, status: int) -> None:
    berta = make_person("berta", "developer")
    add_member(acme, anna, berta, role)
    assert client_of(berta, acme.pk).post("/api/projects/", {"title": "Ours"}).status_code == status


BAD_BODIES: dict[str, tuple[Any, str]] = {
    "no title": ({}, "title"),
    "blank title": ({"title": "  "}, "title"),
    "huge title": ({"title": "x" * 201}, "title"),
    "NUL": ({"title": "a\0b"}, "title"),
    "wrong type": ({"title": {"a": 1}}, "title"),
    "huge description": ({"title": "a", "description": "x" * 20_001}, "description"),
    "no day": ({"title": "a", "due_date": "2027-02-30"}, "due_date"),
    "an instant": ({"title": "a", "due_date": "2027-02-03T10:00:00Z"}, "due_date"),
    "a list": ([], "non_field_errors"),
}


@pytest.mark.parametrize(("body", "field"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_bad_body_is_named_and_makes_nothing(anna: User, body: Any, field: str) -> None:
    answer = client_of(anna).post("/api/projects/", body)
    assert (answer.status_code, list(answer.json()["error"])) == (400, [field])
    assert not Project.objects.exists()


def test_a_project_is_changed_by_version(anna: User, acme: Company) -> None:
    client = client_of(anna, acme.pk)
    address = f"/api/projects/{make_project(anna, acme).pk}/"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    changed = client.patch(address, {"title": "Shop"}, headers={"If-Match": tag})
    assert (changed.json()["title"], changed.json()["version"]) == ("Shop", 2)
    for stale in (
        client.patch(address, {"title": "Late"}, headers={"If-Match": tag}),
        client.post(f"{address}transition/", {"status": "open"}, headers={"If-Match": tag}),
        client.delete(address, headers={"If-Match": tag}),
    ):
        assert (stale.status_code, stale.json()["code"]) == (412, "http.precondition_failed")
    assert client.get(address).json()["title"] == "Shop"
    assert client.patch(address, {"due_date": None}, headers={"If-Match": '"2"'}).status_code == 200
    assert client.patch(address, {"title": ""}).status_code == 400
    assert client.patch(address, {"title": "x"}, headers={"If-Match": "2"}).json()["code"] == "http.malformed_request"


def test_only_a_draft_is_deleted(anna: User, acme: Company) -> None:
    client = client_of(anna, acme.pk)
    draft, running = make_project(anna, acme), make_project(anna, acme)
    make_task(draft, anna)
    client.post(f"/api/projects/{running.pk}/transition/", {"status": "open"})
    assert client.delete(f"/api/projects/{running.pk}/").json()["code"] == "project.not_deletable"
    assert client.delete(f"/api/projects/{draft.pk}/").status_code == 204
    assert client.delete(f"/api/projects/{draft.pk}/").json()["code"] == "project.not_found"


FLOW = {
    "draft": ["open", "cancelled"],
    "open": ["in_progress", "draft", "cancelled"],
    "in_progress": ["completed", "cancelled"],
    "completed": ["in_progress", "archived"],
    "cancelled": ["draft", "archived"],
    "archived": [],
}


@pytest.mark.parametrize("start", FLOW)
def test_a_project_goes_only_where_its_status_leads(anna: User, start: str) -> None:
    client = client_of(anna)
    for target in FLOW:
        project = make_project(anna)
        Project.objects.filter(pk=project.pk).update(status=start)
        answer = client.post(f"/api/projects/{project.pk}/transition/", {"status": target})
        if target in FLOW[start]:
            assert (answer.json()["status"], answer.json()["next_statuses"]) == (target, FLOW[target])
            assert answer.json()["version"] == 2
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "project.transition_not_allowed")


@pytest.mark.parametrize("body", [{}, {"status": "sold"}, {"status": None}, {"status": ["open"]}, []])
def test_a_transition_to_nowhere_is_a_validation_error(anna: User, body: Any) -> None:
    answer = client_of(anna).post(f"/api/projects/{make_project(anna).pk}/transition/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation.failed")


def test_an_unknown_project_is_not_found_everywhere(anna: User) -> None:
    client = client_of(anna)
    base = f"/api/projects/{uuid4()}/"
    for answer in (
        client.get(base),
        client.patch(base, {"title": "a"}),
        client.delete(base),
        client.post(f"{base}transition/", {"status": "open"}),
        client.get(f"{base}members/"),
        client.get(f"{base}tasks/"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "project.not_found")
    assert client.get("/api/projects/not-an-id/").json()["code"] == "http.not_found"
    assert APIClient().get(base).json()["code"] == "auth.not_authenticated"


def test_the_list_searches_orders_filters_and_pages(anna: User, acme: Company) -> None:
    client = client_of(anna, acme.pk)
    for title in ("Alpha", "Beta", "Gamma shop"):
        make_project(anna, acme, title)
    opened = make_project(anna, acme, "Delta")
    client.post(f"/api/projects/{opened.pk}/transition/", {"status": "open"})

    def titles(query: str) -> list[str]:
        return [row["title"] for row in client.get(f"/api/projects/{query}").json()["results"]]

    assert titles("") == ["Delta", "Gamma shop", "Beta", "Alpha"]
    assert titles("?ordering=title") == ["Alpha", "Beta", "Delta", "Gamma shop"]
    assert titles("?search=SHOP") == ["Gamma shop"]
    assert titles("?status=open") == ["Delta"]
    assert titles("?ordering=-title&page=2&page_size=2") == ["Beta", "Alpha"]
    page = client.get("/api/projects/?page_size=2").json()
    assert (page["count"], page["previous"], "page=2" in page["next"]) == (4, None, True)


BAD_QUERIES = {
    "unknown filter": ("colour=red", "validation.unknown_filter", "colour"),
    "wrong value": ("status=sold", "validation.failed", "status"),
    "wrong order": ("ordering=colour", "validation.failed", "ordering"),
    "order by a secret": ("ordering=created_by__password", "validation.failed", "ordering"),
    "no day": ("due_before=soon", "validation.failed", "due_before"),
    "page of a wrong type": ("page=x", "validation.failed", "page"),
    "page size over the limit": ("page_size=201", "validation.failed", "page_size"),
    "twice": ("status=open&status=draft", "validation.failed", "status"),
}


@pytest.mark.parametrize(("query", "code", "field"), BAD_QUERIES.values(), ids=BAD_QUERIES.keys())
def test_a_bad_query_is_refused_and_named(anna: User, query: str, code: str, field: str) -> None:
    answer = client_of(anna).get(f"/api/projects/?{query}")
    assert (answer.status_code, answer.json()["code"], list(answer.json()["error"])) == (400, code, [field])


def test_the_list_takes_as_many_queries_for_twelve_projects_as_for_two(anna: User, acme: Company) -> None:
    client = client_of(anna, acme.pk)
    for _ in range(2):
        make_task(make_project(anna, acme), anna)
    few = query_count(client, "/api/projects/")
    for _ in range(10):
        make_task(make_project(anna, acme), anna)
    assert query_count(client, "/api/projects/") == few == 4


def test_a_project_tells_how_many_of_its_tasks_are_done(anna: User, acme: Company) -> None:
    project = make_project(anna, acme)
    make_task(project, anna)
    make_task(project, anna, status="done")
    make_task(make_project(anna, acme), anna)
    answer = client_of(anna, acme.pk).get(f"/api/projects/{project.pk}/").json()
    assert (answer["task_count"], answer["done_task_count"]) == (2, 1)
