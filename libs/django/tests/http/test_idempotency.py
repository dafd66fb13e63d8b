"""The same request twice does its work once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.conftest import basic
from tests.project.models import Note
from throughline.http.idempotency import KEEP_FOR
from throughline.http.models import IdempotencyRecord

pytestmark = pytest.mark.django_db
JSON = "application/json"


def create(title: str, key: str | None, *, name: str = "ada", body: dict[str, Any] | None = None) -> Any:
    headers = {"Authorization": basic(name), **({} if key is None else {"Idempotency-Key": key})}
    client = Client(raise_request_exception=False)
    return client.post("/notes/", body or {"title": title}, content_type=JSON, headers=headers)


def test_the_second_request_gets_the_first_answer_and_does_nothing(ada: User) -> None:
    first, second = create("one", "k"), create("one", "k")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert [first[name] for name in ("Location", "ETag")] == [second[name] for name in ("Location", "ETag")]
    assert ("Idempotency-Replayed" in first, second["Idempotency-Replayed"]) == (False, "true")
    assert Note.objects.count() == 1


def test_without_a_key_each_request_does_its_work(ada: User) -> None:
    create("one", None)
    create("one", None)
    assert Note.objects.count() == 2
    assert IdempotencyRecord.objects.count() == 0


def test_another_body_with_the_same_key_is_refused(ada: User) -> None:
    create("one", "k")
    response = create("two", "k")
    assert (response.status_code, response.json()["code"]) == (409, "http.idempotency_key_reused")
    assert Note.objects.count() == 1


def test_another_address_with_the_same_key_is_refused(ada: User) -> None:
    create("one", "k")
    response = Client().post(
        "/notes/?format=json",
        {"title": "one"},
        content_type=JSON,
        headers={"Authorization": basic("ada"), "Idempotency-Key": "k"},
    )
    assert response.json()["code"] == "http.idempotency_key_reused"


def test_the_key_of_one_person_means_nothing_for_another(ada: User) -> None:
    User.objects.create_user("bob", password="bob")
    create("one", "k")
    assert create("two", "k", name="bob").status_code == 201
    assert Note.objects.count() == 2


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "ä", "a\x00b", "a\x7f"])
def test_a_malformed_key_is_refused_before_any_work(ada: User, key: str) -> None:
    response = create("one", key)
    assert (response.status_code, response.json()["code"]) == (400, "http.malformed_request")
    assert Note.objects.count() == 0


def test_a_refusal_is_kept_and_its_work_is_undone(ada: User) -> None:
    first, second = create("locked", "k"), create("locked", "k")
    assert (first.status_code, first.json()["code"]) == (409, "note.locked")
    assert second.content == first.content
    assert second["Idempotency-Replayed"] == "true"
    assert Note.objects.count() == 0


def test_a_validation_error_is_kept_with_its_fields(ada: User) -> None:
    first, second = create("x" * 81, "k"), create("x" * 81, "k")
    assert set(second.json()["error"]) == {"title"}
    assert second.content == first.content


@pytest.mark.parametrize(("title", "status"), [("crash", 500), ("printer busy", 409)])
def test_what_may_succeed_later_is_not_kept_and_its_work_is_undone(ada: User, title: str, status: int) -> None:
    for _ in range(2):
        response = create(title, "k")
        assert response.status_code == status
        assert "Idempotency-Replayed" not in response
    assert Note.objects.count() == 0
    assert create("one", "k").status_code == 201


def test_a_request_that_was_not_let_in_leaves_the_key_free(ada: User) -> None:
    assert create("one", "k", name="nobody").status_code == 401
    assert create("one", "k").status_code == 201


def test_after_a_day_the_key_is_free_again(ada: User) -> None:
    create("one", "k")
    assert IdempotencyRecord.objects.get().expires_at - timezone.now() <= KEEP_FOR
    IdempotencyRecord.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "Idempotency-Replayed" not in create("two", "k")
    assert IdempotencyRecord.objects.count() == 1


def test_expired_keys_are_pruned_and_others_stay(ada: User) -> None:
    create("one", "old")
    IdempotencyRecord.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    create("two", "new")
    call_command("prune_idempotency_keys")
    assert [record.key for record in IdempotencyRecord.objects.all()] == ["new"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_while_the_first_request_runs_the_second_is_told_to_wait(ada: User) -> None:
    """The first one is held in the middle of its work by a lock on the person that its note refers to."""

    def create_in_thread() -> Any:
        try:
            return create("one", "k")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE notes_note IN EXCLUSIVE MODE")
            first = pool.submit(create_in_thread)
            _wait_until_one_waits_for_a_lock()
            second = pool.submit(create_in_thread).result(timeout=60)
            assert (second.status_code, second.json()["code"]) == (409, "http.idempotency_in_progress")
            assert second["Retry-After"] == "1"
            assert not first.done()
        assert first.result(timeout=60).status_code == 201
    assert create("one", "k")["Idempotency-Replayed"] == "true"


def _wait_until_one_waits_for_a_lock() -> None:
    waiting = False
    with connection.cursor() as cursor:
        while not waiting:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
                "WHERE NOT granted AND relation = 'notes_note'::regclass AND datname = current_database())"
            )
            (waiting,) = cursor.fetchone() or (False,)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_the_work_once(ada: User) -> None:
    def create_in_thread(_: int) -> tuple[int, str]:
        try:
            response = create("one", "k")
            return response.status_code, json.loads(response.content).get("code", "created")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(create_in_thread, range(24)))
    assert answers <= {(201, "created"), (409, "http.idempotency_in_progress")}
    assert Note.objects.count() == 1
