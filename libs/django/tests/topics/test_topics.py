"""Who may read which topic."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import basic
from tests.project.models import Note
from throughline.http.context import RequestContext
from throughline.topics.grants import Grant, grant_topics
from throughline.topics.kinds import TopicAlias, TopicKind

pytestmark = pytest.mark.django_db
JSON = "application/json"
DENIED, UNKNOWN = "auth.permission_denied", "http.not_found"


@pytest.fixture
def note(ada: User) -> Note:
    return Note.objects.create(owner=ada, title="one")


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob", password="bob")


def ask(body: Any, name: str | None = "ada") -> Any:
    headers = {} if name is None else {"Authorization": basic(name)}
    return Client().post("/api/topics/grants/", body, content_type=JSON, headers=headers)


def test_each_name_gets_its_answer_in_the_order_asked(note: Note, ada: User, bob: User) -> None:
    mine, other = f"user_{ada.pk}", f"user_{bob.pk}"
    response = ask({"topics": [other, mine, "my-board", other]})
    assert response.json() == {
        "results": [
            {"requested": other, "refused": DENIED},
            {"requested": mine, "topic": mine},
            {"requested": "my-board", "topic": f"board_{ada.pk}"},
            {"requested": other, "refused": DENIED},
        ]
    }
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("board_999999999", DENIED),
        ("board_" + "9" * 100, DENIED),
        ("board_x", DENIED),
        ("user_-", DENIED),
        ("board_" + "9" * 101, UNKNOWN),
        ("parcel_1", UNKNOWN),
        ("your-board", UNKNOWN),
        ("board", UNKNOWN),
        ("board_", UNKNOWN),
        ("_1", UNKNOWN),
        ("Board_1", UNKNOWN),
        ("board_1_2", UNKNOWN),
        ("board_1\n", UNKNOWN),
        (" board_1", UNKNOWN),
        ("board_1'--", UNKNOWN),
        ("*", UNKNOWN),
        ("my-board_1", UNKNOWN),
    ],
)
def test_a_guessed_or_misshapen_name_is_refused(note: Note, name: str, code: str) -> None:
    assert ask({"topics": [name]}).json()["results"] == [{"requested": name, "refused": code}]


def test_an_alias_without_anything_behind_it_is_refused(bob: User) -> None:
    assert ask({"topics": ["my-board"]}, "bob").json()["results"] == [{"requested": "my-board", "refused": DENIED}]


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, {"topics"}),
        ([], {"non_field_errors"}),
        ({"topics": None}, {"topics"}),
        ({"topics": "user_1"}, {"topics"}),
        ({"topics": {"user_1": True}}, {"topics"}),
        ({"topics": [["user_1"]]}, {"topics.0"}),
        ({"topics": ["user_1", None]}, {"topics.1"}),
        ({"topics": [""]}, {"topics.0"}),
        ({"topics": ["user_1\u0000"]}, {"topics.0"}),
        ({"topics": ["x" * 201]}, {"topics.0"}),
        ({"topics": ["user_1"] * 101}, {"topics"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_malformed_question_is_a_400(note: Note, body: Any, paths: set[str]) -> None:
    response = ask(body)
    assert (response.status_code, response.json()["code"]) == (400, "validation.failed")
    assert set(response.json()["error"]) == paths


@pytest.mark.parametrize(("name", "code"), [(None, "auth.not_authenticated"), ("nobody", "auth.token_invalid")])
def test_nobody_is_granted_nothing(name: str | None, code: str) -> None:
    response = ask({"topics": ["user_1"]}, name)
    assert (response.status_code, response.json()["code"]) == (401, code)


def test_a_hundred_topics_cost_no_more_queries_than_one(
    note: Note, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    context = RequestContext(str(ada.pk), None, "r-1", None, "en")
    with django_assert_num_queries(2):
        grants = grant_topics(context, [f"board_{number}" for number in range(100)] + [f"board_{ada.pk}"])
    assert grants[-1] == Grant(f"board_{ada.pk}", f"board_{ada.pk}", None)


def test_a_gateway_can_read_the_kinds_without_a_token() -> None:
    response = Client().get("/api/topics/kinds/")
    assert response.json() == {
        "results": [
            {"kind": "board", "grants_path": "/api/topics/grants/", "snapshots_path": "/api/topics/snapshots/"},
            {"kind": "internal", "grants_path": "/api/topics/grants/", "snapshots_path": None},
            {"kind": "job", "grants_path": "/api/topics/grants/", "snapshots_path": None},
            {"kind": "sessions", "grants_path": "/api/topics/grants/", "snapshots_path": None},
            {"kind": "user", "grants_path": "/api/topics/grants/", "snapshots_path": None},
        ],
        "aliases": ["my-board"],
    }
    again = Client().get("/api/topics/kinds/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def snapshot(topic: str, name: str = "ada", **headers: str) -> Any:
    return Client().get(f"/api/topics/snapshots/{topic}/", headers={"Authorization": basic(name), **headers})


def test_a_snapshot_tells_what_a_topic_holds_now(note: Note, ada: User) -> None:
    expected = {"topic": f"board_{ada.pk}", "data": {"titles": ["one"]}}
    response = snapshot(f"board_{ada.pk}")
    assert response.json() == expected
    assert snapshot("my-board").json() == expected
    assert snapshot("my-board", **{"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("topic", "name", "status"),
    [("board_999999999", "ada", 403), ("my-board", "bob", 403), ("user_{ada}", "ada", 404), ("parcel_1", "ada", 404)],
)
def test_a_snapshot_is_for_those_who_may_read_the_topic(
    note: Note, ada: User, bob: User, topic: str, name: str, status: int
) -> None:
    assert snapshot(topic.format(ada=ada.pk), name).status_code == status


@pytest.mark.parametrize("name", ["user", "my-board", "us_er", "User", "", "user\n"])
def test_a_bad_or_taken_name_is_refused_at_start(name: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        TopicKind(name, lambda context, ids: ids)
    with pytest.raises(ImproperlyConfigured):
        TopicAlias(name, lambda context: None)
