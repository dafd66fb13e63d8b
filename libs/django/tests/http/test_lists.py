"""Filters that ignore nothing, and pages."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.conftest import basic
from tests.project.models import Note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def notes(ada: User) -> None:
    Note.objects.create(owner=ada, title="apple", kind="memo", is_pinned=True)
    Note.objects.create(owner=ada, title="pear", kind="plan")
    Note.objects.create(owner=ada, title="apple pie", kind="plan")


def listed(query: str) -> Any:
    return Client().get(f"/notes/?{query}", headers={"Authorization": basic("ada")})


def titles(query: str) -> list[str]:
    return [note["title"] for note in listed(query).json()["results"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["apple", "pear", "apple pie"]),
        ("kind=plan", ["pear", "apple pie"]),
        ("kind=plan&search=APPLE", ["apple pie"]),
        ("search=", ["apple", "pear", "apple pie"]),
        ("search=%25", []),
        ("is_pinned=true", ["apple"]),
        ("is_pinned=false", ["pear", "apple pie"]),
        ("ordering=-title", ["pear", "apple pie", "apple"]),
        ("ordering=title,-created_at", ["apple", "apple pie", "pear"]),
        ("page=2&page_size=2", ["apple pie"]),
        ("page_size=200", ["apple", "pear", "apple pie"]),
    ],
)
def test_a_list_answers_what_was_asked(query: str, expected: list[str]) -> None:
    assert titles(query) == expected


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("colour=red", "validation.unknown_filter", "colour"),
        ("kind__in=plan", "validation.unknown_filter", "kind__in"),
        ("owner=1", "validation.unknown_filter", "owner"),
        ("Kind=plan", "validation.unknown_filter", "Kind"),
        ("=", "validation.unknown_filter", ""),
        ("kind=poem", "validation.failed", "kind"),
        ("kind=", "validation.failed", "kind"),
        ("kind=plan&kind=memo", "validation.failed", "kind"),
        ("is_pinned=yes", "validation.failed", "is_pinned"),
        ("is_pinned=1", "validation.failed", "is_pinned"),
        ("is_pinned=", "validation.failed", "is_pinned"),
        ("created_at=yesterday", "validation.failed", "created_at"),
        ("search=a&search=b", "validation.failed", "search"),
        ("search=" + "x" * 201, "validation.failed", "search"),
        ("search=%00", "validation.failed", "search"),
        ("ordering=owner", "validation.failed", "ordering"),
        ("ordering=", "validation.failed", "ordering"),
        ("ordering=title,", "validation.failed", "ordering"),
        ("ordering=title,-title", "validation.failed", "ordering"),
        ("ordering=--title", "validation.failed", "ordering"),
        ("ordering=owner__password", "validation.failed", "ordering"),
        ("page=0", "validation.failed", "page"),
        ("page=-1", "validation.failed", "page"),
        ("page=", "validation.failed", "page"),
        ("page=last", "validation.failed", "page"),
        ("page=%D9%A1", "validation.failed", "page"),
        ("page=" + "9" * 5000, "validation.failed", "page"),
        ("page=1&page=2", "validation.failed", "page"),
        ("page_size=0", "validation.failed", "page_size"),
        ("page_size=201", "validation.failed", "page_size"),
        ("page_size=1e1", "validation.failed", "page_size"),
    ],
)
def test_nothing_that_was_asked_is_ignored(query: str, code: str, field: str) -> None:
    response = listed(query)
    assert response.status_code == 400
    body = response.json()
    assert (body["code"], set(body["error"])) == (code, {field})


def test_an_unknown_filter_is_answered_with_those_that_exist() -> None:
    assert listed("colour=red").json()["error"]["colour"] == [
        "Unknown filter. Known ones: created_at, is_pinned, kind, ordering, page, page_size, search."
    ]


def test_a_page_after_the_last_is_a_404() -> None:
    assert listed("page=3&page_size=2").json()["code"] == "http.not_found"


def test_pages_of_equal_rows_neither_repeat_nor_skip_one(ada: User) -> None:
    Note.objects.bulk_create(Note(owner=ada, title="same") for _ in range(7))
    seen = [
        note["id"]
        for page in range(1, 6)
        for note in listed(f"ordering=title&page_size=2&page={page}").json()["results"]
    ]
    assert len(seen) == len(set(seen)) == 10


def test_a_page_tells_how_many_there_are_and_where_the_next_is() -> None:
    body = listed("page_size=2").json()
    assert set(body) == {"count", "next", "previous", "results"}
    assert (body["count"], body["previous"]) == (3, None)
    assert body["next"].endswith("/notes/?page=2&page_size=2")
