"""ETag, If-None-Match and If-Match."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from tests.conftest import basic
from tests.project.models import Note

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def note(ada: User) -> Note:
    return Note.objects.create(owner=ada, title="one")


def get(path: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client().get(path, headers={"Authorization": basic("ada"), **named})


def put(note: Note, title: str, if_match: str | None) -> Any:
    headers = {"Authorization": basic("ada"), **({} if if_match is None else {"If-Match": if_match})}
    return Client().put(f"/notes/{note.pk}/", {"title": title}, content_type=JSON, headers=headers)


def test_a_detail_has_a_strong_tag_that_begins_with_its_version(note: Note) -> None:
    response = get(f"/notes/{note.pk}/")
    assert response["ETag"].startswith('"1.')
    assert response["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_a_list_has_a_weak_tag_that_follows_what_it_holds(note: Note) -> None:
    first = get("/notes/")["ETag"]
    assert first.startswith('W/"')
    assert get("/notes/", If_None_Match=first).status_code == 304
    put(note, "two", None)
    assert get("/notes/", If_None_Match=first).status_code == 200


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', '"other",W/{tag}', "*"])
def test_an_unchanged_row_is_a_304_without_a_body(note: Note, form: str) -> None:
    tag = get(f"/notes/{note.pk}/")["ETag"]
    response = get(f"/notes/{note.pk}/", If_None_Match=form.format(tag=tag))
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert "Content-Type" not in response


@pytest.mark.parametrize("header", ['"1"', '"1.0000000000000000"', "", "1", '"', "W/", '"' + "x" * 8000 + '"'])
def test_another_tag_or_none_at_all_gets_the_row(note: Note, header: str) -> None:
    assert get(f"/notes/{note.pk}/", If_None_Match=header).status_code == 200


def test_the_tag_changes_with_what_the_caller_sees_although_the_version_stays(note: Note) -> None:
    before = get(f"/notes/{note.pk}/")["ETag"]
    Note.objects.filter(pk=note.pk).update(title="changed behind the version")
    assert get(f"/notes/{note.pk}/")["ETag"] != before


def test_errors_and_answers_to_creating_lists_have_no_tag(note: Note) -> None:
    assert "ETag" not in get("/notes/?page=9")


@pytest.mark.parametrize(
    "form", ["{tag}", "W/{tag}", '"1"', 'W/"1"', '"9", "1"', "*", '"1.of-someone-else"', ', "1" ,,']
)
def test_the_current_version_may_be_changed_and_the_answer_carries_the_next_tag(note: Note, form: str) -> None:
    tag = get(f"/notes/{note.pk}/")["ETag"]
    response = put(note, "two", form.format(tag=tag))
    assert (response.status_code, response.json()["version"]) == (200, 2)
    assert response["ETag"] == get(f"/notes/{note.pk}/")["ETag"]
    assert response["ETag"].startswith('"2.')


@pytest.mark.parametrize(
    ("if_match", "status"),
    [
        ('"2"', 412),
        ('"0"', 412),
        ('"11"', 412),
        ('"01"', 412),
        ('"-1"', 412),
        ('"x"', 412),
        ('""', 412),
        ('"99999999999999999999999"', 412),
        ("1", 400),
        ("", 400),
        ('"1', 400),
        ('"1" "1"', 400),
        ('"1";', 400),
        ('"a b"', 400),
        ('"1"' * 3000, 400),
        (", " * 8000 + "x", 400),
        ('"1"' + ", " * 8000 + "x", 400),
        ('"1"' + " " * 8000 + "x", 400),
        ('W/"' * 3000, 400),
        (",,", 400),
    ],
)
def test_a_stale_or_malformed_if_match_changes_nothing(note: Note, if_match: str, status: int) -> None:
    response = put(note, "two", if_match)
    codes = {412: "http.precondition_failed", 400: "http.malformed_request"}
    assert (response.status_code, response.json()["code"]) == (status, codes[status])
    note.refresh_from_db()
    assert (note.title, note.version) == ("one", 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_writers_with_the_same_tag_exactly_one_wins(note: Note) -> None:
    def write(number: int) -> int:
        try:
            status: int = put(note, f"by {number}", '"1"').status_code
            return status
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(write, range(8)))
    assert statuses == [200] + [412] * 7
    note.refresh_from_db()
    assert note.version == 2
