"""A person's own jobs over HTTP, and nobody else's."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from tests.conftest import basic
from tests.jobs.asking import ask
from tests.jobs.turns import begin
from tests.project.jobs import FAIL, WRITE
from throughline.http.context import RequestContext
from throughline.jobs.models import Job
from throughline.jobs.worker.run_job import run_job
from throughline.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)
NOBODYS = "0191a000-0000-7000-8000-000000000000"


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob", password="bob")


def call(method: str, path: str, name: str | None = "ada", **headers: str) -> Any:
    given = {**({} if name is None else {"Authorization": basic(name)}), **headers}
    return getattr(Client(raise_request_exception=False), method)(f"/api/jobs/{path}", headers=given)


def test_a_job_is_read_with_its_progress_result_and_version(context: RequestContext) -> None:
    job = ask(WRITE, context, title="one")
    first = call("get", f"{job.pk}/")
    assert first.json().items() >= {
        "id": str(job.pk), "kind": "notes.write", "status": "queued", "progress": {"done": 0, "total": None},
        "attempts": 0, "max_attempts": 5, "cancel_requested": False, "error": None, "result": None, "version": 1,
        "company_id": "c-1", "started_at": None, "finished_at": None,
    }.items()  # fmt: skip
    assert not {"payload", "fence", "lease_until", "dedupe_key", "actor_id"} & first.json().keys()
    assert call("get", f"{job.pk}/", **{"If-None-Match": first["ETag"]}).status_code == 304
    run_job(str(job.pk))
    second = call("get", f"{job.pk}/", **{"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert second["ETag"].startswith('"3.')
    assert second.json().items() >= {"status": "completed", "result": {"title": "one", "attempt": 1}}.items()


def test_a_job_in_every_state_fits_the_document(context: RequestContext, tmp_path: Path) -> None:
    waiting, done, failed = (ask(FAIL, context, how="refuse", attempts=attempts) for attempts in (0, 0, 1))
    for job in (done, failed):
        run_job(str(job.pk))
    call_command("export_openapi", output=tmp_path / "notes.json")
    document = json.loads((tmp_path / "notes.json").read_text())
    schema = {"$ref": "#/components/schemas/Job", "components": document["components"]}
    bodies = [call("get", f"{job.pk}/").json() for job in (waiting, done, failed)]
    assert [body["status"] for body in bodies] == ["queued", "completed", "failed"]
    for body in bodies:
        jsonschema.Draft202012Validator(schema).validate(body)
        assert body.keys() == set(document["components"]["schemas"]["Job"]["required"])
    event = {**schema, "$ref": "#/components/schemas/JobEvent"}
    for data in OutboxEvent.objects.values_list("data", flat=True):
        jsonschema.Draft202012Validator(event).validate(data)


def test_a_failed_job_tells_a_code_and_a_line_in_the_language_asked_for(context: RequestContext) -> None:
    job = ask(FAIL, context, how="crash", attempts=9)
    Job.objects.update(max_attempts=1)
    run_job(str(job.pk))
    error = call("get", f"{job.pk}/", **{"Accept-Language": "de"}).json()["error"]
    assert (error["code"], error["message"][:21]) == ("job.failed", "Das hat nicht geklapp")
    assert "later" in call("get", f"{job.pk}/").json()["error"]["message"]


def test_the_list_has_ones_own_jobs_newest_first(context: RequestContext, bob: User) -> None:
    first, second = ask(WRITE, context, title="one"), ask(FAIL, context, how="crash", attempts=0)
    ask(WRITE, RequestContext(str(bob.pk), "c-1", "r-1", None, "en"), title="bob's")
    ask(WRITE, RequestContext(None, None, "r-1", None, "en"), title="nobody's")
    begin(first)

    def ids(query: str) -> list[str]:
        return [row["id"] for row in call("get", query).json()["results"]]

    assert ids("") == [str(second.pk), str(first.pk)]
    assert ids("?ordering=created_at") == [str(first.pk), str(second.pk)]
    assert ids("?status=running") == ids("?kind=notes.write") == [str(first.pk)]
    assert ids("?kind=notes.other") == []


def test_cancelling_answers_with_the_job_as_it_is_then(context: RequestContext) -> None:
    queued, running = ask(WRITE, context, title="one"), ask(WRITE, context, title="two")
    begin(running)
    answers = [call("post", f"{job.pk}/cancel/") for job in (queued, running, running)]
    told = [(answer.status_code, answer.json()["status"], answer.json()["cancel_requested"]) for answer in answers]
    assert told == [(200, "cancelled", False), (200, "running", True), (200, "running", True)]
    assert answers[1].json()["version"] == answers[2].json()["version"] == 3


REFUSED = [
    ("get", "", None, 401, "auth.not_authenticated"),
    ("get", "{job}/", None, 401, "auth.not_authenticated"),
    ("post", "{job}/cancel/", None, 401, "auth.not_authenticated"),
    ("get", "{job}/", "bob", 404, "job.not_found"),
    ("post", "{job}/cancel/", "bob", 404, "job.not_found"),
    ("get", f"{NOBODYS}/", "ada", 404, "job.not_found"),
    ("post", f"{NOBODYS}/cancel/", "ada", 404, "job.not_found"),
    ("get", "{system}/", "ada", 404, "job.not_found"),
    ("post", "{system}/cancel/", "ada", 404, "job.not_found"),
    ("get", "one/", "ada", 404, "http.not_found"),
    ("get", "{job}0/", "ada", 404, "http.not_found"),
    ("post", "{ended}/cancel/", "ada", 409, "job.already_ended"),
    ("post", "", "ada", 405, "http.method_not_allowed"),
    ("delete", "{job}/", "ada", 405, "http.method_not_allowed"),
    ("get", "{job}/cancel/", "ada", 405, "http.method_not_allowed"),
    ("get", "?colour=red", "ada", 400, "validation.unknown_filter"),
    ("get", "?actor_id=1", "ada", 400, "validation.unknown_filter"),
    ("get", "?search=one", "ada", 400, "validation.unknown_filter"),
    ("get", "?status=lost", "ada", 400, "validation.failed"),
    ("get", "?status=", "ada", 400, "validation.failed"),
    ("get", "?status=queued&status=running", "ada", 400, "validation.failed"),
    ("get", "?kind=" + "x" * 101, "ada", 400, "validation.failed"),
    ("get", "?kind=%00", "ada", 400, "validation.failed"),
    ("get", "?ordering=payload", "ada", 400, "validation.failed"),
    ("get", "?page_size=201", "ada", 400, "validation.failed"),
    ("get", "?page=0", "ada", 400, "validation.failed"),
    ("get", "?page=9", "ada", 404, "http.not_found"),
]


@pytest.mark.parametrize(("method", "path", "name", "status", "code"), REFUSED)
def test_a_bad_or_forbidden_request_is_refused_and_changes_nothing(
    context: RequestContext, bob: User, method: str, path: str, name: str | None, status: int, code: str
) -> None:
    job, ended = ask(WRITE, context, title="one"), ask(WRITE, context, title="two")
    system = ask(WRITE, RequestContext(None, None, "r-1", None, "en"), title="three")
    run_job(str(ended.pk))
    before = list(Job.objects.order_by("pk").values())
    response = call(method, path.format(job=job.pk, ended=ended.pk, system=system.pk), name)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert list(Job.objects.order_by("pk").values()) == before


def test_a_job_is_followed_by_its_person_alone(context: RequestContext, bob: User) -> None:
    job = ask(WRITE, context, title="one")
    system = ask(WRITE, RequestContext(None, None, "r-1", None, "en"), title="two")
    asked = [
        f"job_{job.pk}",
        f"job_{system.pk}",
        f"job_{NOBODYS}",
        f"job_{str(job.pk).upper()}",
        "job_1",
        f"job_{job.pk.hex}",
    ]

    def granted(name: str) -> list[str | None]:
        response = Client().post(
            "/api/topics/grants/", {"topics": asked}, "application/json", headers={"Authorization": basic(name)}
        )
        return [grant.get("topic") for grant in response.json()["results"]]

    assert granted("ada") == [f"job_{job.pk}", None, None, None, None, None]
    assert granted("bob") == [None] * 6
