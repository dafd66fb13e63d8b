from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.companies.models import Company
from marketplace.projects.models import Project
from marketplace.testing import add_member, client_of, make_company, make_person, make_project, put_on_team

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


def granted(client: APIClient, *topics: str) -> list[str]:
    answer = client.post("/api/topics/grants/", {"topics": list(topics)})
    assert answer.status_code == 200, answer.content
    results: list[dict[str, Any]] = answer.json()["results"]
    assert [result["requested"] for result in results] == list(topics)
    return [result["topic"] for result in results if "topic" in result]


def test_who_sees_a_project_may_follow_it_its_company_and_themselves(
    anna: User, acme: Company, project: Project
) -> None:
    topics = [f"project_{project.pk}", f"company_{acme.pk}", f"user_{anna.pk}"]
    assert granted(client_of(anna, acme.pk), *topics) == topics
    # For herself she is on the team, and acts for no company.
    assert granted(client_of(anna), *topics) == [topics[0], topics[2]]


def test_other_people_may_follow_nothing_of_it_and_cannot_tell_whether_it_exists(
    anna: User, acme: Company, project: Project
) -> None:
    berta = make_person("berta")
    client = client_of(berta, make_company(berta, "Other").pk)
    topics = [f"{kind}_{pk}" for kind, pk in (("project", project.pk), ("company", acme.pk), ("user", anna.pk))]
    guessed = [f"{kind}_{uuid4()}" for kind in ("project", "company", "user")]
    answers = [client.post("/api/topics/grants/", {"topics": names}).json()["results"] for names in (topics, guessed)]
    refusals = [[result["refused"] for result in answer] for answer in answers]
    assert refusals == [["auth.permission_denied"] * 3] * 2


def test_a_right_that_was_taken_is_refused_although_the_token_still_names_the_company(
    anna: User, acme: Company, project: Project
) -> None:
    berta = make_person("berta", "developer")
    membership = add_member(acme, anna, berta, "viewer")
    put_on_team(project, anna, berta, "observer")
    client = client_of(berta, acme.pk)
    topics = [f"project_{project.pk}", f"company_{acme.pk}"]
    assert granted(client, *topics) == topics
    client_of(anna).delete(f"/api/companies/{acme.pk}/members/{membership.pk}/")
    assert granted(client, *topics) == []
    assert granted(client_of(berta), *topics) == []


@pytest.mark.parametrize("topic", ["project_", "project_x", "project_1 OR 1=1", "project", "_", "", "boss_1"])
def test_a_topic_that_is_none_is_refused_or_named(anna: User, project: Project, topic: str) -> None:
    answer = client_of(anna).post("/api/topics/grants/", {"topics": [topic]})
    if answer.status_code == 200:
        assert "refused" in answer.json()["results"][0]
    else:
        assert answer.json()["code"] == "validation.failed"


def test_the_id_of_a_topic_has_one_spelling(anna: User, project: Project) -> None:
    client = client_of(anna)
    assert granted(client, f"project_{str(project.pk).upper()}", f"project_{project.pk.hex}") == []


def test_nobody_follows_nothing() -> None:
    answer = APIClient().post("/api/topics/grants/", {"topics": [f"project_{uuid4()}"]})
    assert answer.json()["code"] == "auth.not_authenticated"
