"""The OpenAPI document says what the service does."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tests.conftest import basic
from tests.server import ROOT
from throughline.http.registry import error_code

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = tmp_path_factory.mktemp("openapi") / "notes.json"
    call_command("export_openapi", output=file)
    return json.loads(file.read_text())


def operations(document: Any) -> dict[str, Any]:
    return {
        f"{method} {address}": operation
        for address, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def names(document: Any, refs: list[Any]) -> set[str]:
    return {ref["$ref"].rpartition("/")[2] if "$ref" in ref else ref["name"] for ref in refs}


def test_the_document_is_valid_and_without_warnings_for_drf_spectacular_too() -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, file=os.devnull)


def test_the_same_code_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    texts = set()
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.json"
        command = [sys.executable, "-m", "django", "export_openapi", "--output", str(file)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.project.settings"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        texts.add(file.read_text())
    (text,) = texts
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def test_an_unchanged_document_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "notes.json"
    call_command("export_openapi", output=file)
    os.utime(file, ns=(1, 1))
    call_command("export_openapi", output=file)
    assert file.stat().st_mtime_ns == 1
    file.write_text("{}")
    call_command("export_openapi", output=file)
    assert file.stat().st_size > 1000
    assert list(file.parent.iterdir()) == [file]


class VagueView(APIView):
    def get(self, request: Request) -> Response:
        return Response({})


urlpatterns = [path("vague/", VagueView.as_view())]


def test_a_view_that_cannot_be_described_fails_the_export_and_leaves_the_file(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("before")
    with override_settings(ROOT_URLCONF=__name__), pytest.raises(CommandError, match="gaps"):
        call_command("export_openapi", output=file)
    assert file.read_text() == "before"


def test_every_operation_has_error_answers_with_the_envelope(document: Any) -> None:
    for name, operation in operations(document).items():
        assert "default" in operation["responses"], name
        for status, answer in operation["responses"].items():
            if status == "default" or (status >= "400" and "get_health" not in operation["operationId"]):
                component = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
                assert component["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Error"}
                assert "X-Request-ID" in component["headers"]


@pytest.mark.parametrize(
    ("operation", "statuses", "headers"),
    [
        ("get /notes/", {"200", "304", "400", "401", "403", "404"}, {"If-None-Match"}),
        ("post /notes/", {"201", "400", "401", "403", "409", "413", "415"}, {"Idempotency-Key"}),
        ("get /notes/{id}/", {"200", "304", "401", "403", "404"}, {"If-None-Match"}),
        ("put /notes/{id}/", {"200", "400", "401", "403", "404", "412", "413", "415"}, {"If-Match"}),
        ("post /sheets/", {"200", "400", "401", "413", "415"}, set()),
        ("get /limited/", {"200", "401", "429"}, set()),
        ("get /api/v1/health/", {"200", "503"}, set()),
    ],
)
def test_each_operation_has_the_answers_and_headers_that_it_can_give(
    document: Any, operation: str, statuses: set[str], headers: set[str]
) -> None:
    described = operations(document)[operation]
    assert set(described["responses"]) == statuses | {"default"}
    headers_described = {ref["$ref"].rpartition("/")[2] for ref in described["parameters"] if "$ref" in ref}
    assert headers_described == headers | {"X-Request-ID"}


def test_a_tag_is_announced_where_it_is_sent(document: Any) -> None:
    with_tag = {
        f"{name} {status}"
        for name, operation in operations(document).items()
        for status, answer in operation["responses"].items()
        if "/notes/" in name and "ETag" in answer.get("headers", {})
    }
    assert with_tag == {
        "get /notes/ 200", "get /notes/ 304", "post /notes/ 201",
        "get /notes/{id}/ 200", "get /notes/{id}/ 304", "put /notes/{id}/ 200",
    }  # fmt: skip


def test_the_parameters_of_a_list_are_those_that_it_takes(document: Any) -> None:
    parameters = operations(document)["get /notes/"]["parameters"]
    queries = {parameter["name"]: parameter["schema"] for parameter in parameters if parameter.get("in") == "query"}
    assert set(queries) == {"search", "ordering", "page", "page_size", "kind", "is_pinned", "created_at"}
    assert queries["ordering"]["pattern"] == "^-?(created_at|title)(,-?(created_at|title))*$"
    assert (queries["page_size"]["minimum"], queries["page_size"]["maximum"]) == (1, 200)


def test_an_answer_has_all_its_fields_and_a_request_only_those_that_must_be_there(document: Any) -> None:
    schemas = document["components"]["schemas"]
    assert set(schemas["Note"]["required"]) == {"id", "version", "title", "kind", "is_pinned", "created_at"}
    assert schemas["NoteRequest"]["required"] == ["title"]
    assert schemas["Line"]["required"] == ["text"]


def test_nothing_is_nullable_in_the_way_of_3_0(document: Any) -> None:
    assert '"nullable"' not in json.dumps(document)
    page = document["components"]["schemas"]["PaginatedNoteList"]
    assert page["properties"]["next"]["type"] == ["string", "null"]
    assert page["required"] == ["count", "next", "previous", "results"]


def test_the_products_own_error_codes_stand_at_the_root_and_at_the_operation(document: Any) -> None:
    row = error_code("note.locked")
    assert document["x-error-codes"] == {
        "note.locked": {"status": 409, "retryable": False, "message": row.message, "help": row.help},
        "note.printer_busy": document["x-error-codes"]["note.printer_busy"],
    }
    assert operations(document)["post /notes/"]["x-error-codes"] == ["note.locked", "note.printer_busy"]


def test_each_declared_event_is_a_webhook_with_its_own_type_and_data(document: Any) -> None:
    assert set(document["webhooks"]) == {
        "job.updated",
        "note.created",
        "note.changed",
        "session.started",
        "session.ended",
    }
    operation = document["webhooks"]["note.changed"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    assert (body, operation["x-topic-kinds"]) == ({"$ref": "#/components/schemas/NoteChangedEvent"}, ["user"])
    envelope = document["components"]["schemas"]["NoteChangedEvent"]
    assert envelope["properties"]["type"] == {"const": "note.changed", "type": "string"}
    assert envelope["properties"]["schema_version"]["const"] == 2
    assert envelope["properties"]["data"] == {"$ref": "#/components/schemas/NoteEvent"}
    assert set(envelope["required"]) == set(envelope["properties"])
    kind = document["components"]["schemas"]["NoteEvent"]["properties"]["kind"]
    assert kind == {"$ref": "#/components/schemas/KindEnum"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("method", "address", "body", "operation"),
    [
        ("get", "/notes/", None, "get /notes/"),
        ("post", "/notes/", {"title": "one"}, "post /notes/"),
        ("post", "/notes/", {"title": ""}, "post /notes/"),
        ("post", "/notes/", {"title": "locked"}, "post /notes/"),
        ("get", "/notes/?colour=red", None, "get /notes/"),
        ("get", "/notes/0191a000-0000-7000-8000-000000000000/", None, "get /notes/{id}/"),
        ("post", "/sheets/", {"name": "a", "lines": []}, "post /sheets/"),
        ("get", "/api/v1/health/", None, "get /api/v1/health/"),
        ("get", "/api/topics/kinds/", None, "get /api/topics/kinds/"),
        ("post", "/api/topics/grants/", {"topics": ["user_0", "nothing"]}, "post /api/topics/grants/"),
        ("post", "/api/topics/grants/", {"topics": [""]}, "post /api/topics/grants/"),
        ("get", "/api/topics/snapshots/user_0/", None, "get /api/topics/snapshots/{topic}/"),
    ],
)
def test_real_answers_fit_the_document(
    ada: User, document: Any, method: str, address: str, body: Any, operation: str
) -> None:
    response = getattr(Client(raise_request_exception=False), method)(
        address, body, content_type="application/json", headers={"Authorization": basic("ada")}
    )
    described = operations(document)[operation]["responses"][str(response.status_code)]
    if "$ref" in described:
        described = document["components"]["responses"][described["$ref"].rpartition("/")[2]]
    schema = {**described["content"]["application/json"]["schema"], "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(response.json())
    assert set(described["headers"]) <= set(response.headers)
