"""Every answer of 400 and above has the envelope, from DRF and from Django alike."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from tests.conftest import basic
from throughline.http.error_code import ErrorCode
from throughline.http.errors import ApplicationError
from throughline.http.registry import error_code, product_error_codes, register_error_codes

pytestmark = pytest.mark.django_db

JSON = "application/json"


def envelope(response: Any) -> dict[str, Any]:
    body = response.json()
    assert set(body) == {"error", "status_code", "code", "message", "request_id"}
    assert body["status_code"] == response.status_code
    assert body["request_id"] == response["X-Request-ID"]
    assert isinstance(body["message"], str)
    assert "\n" not in body["message"]
    text = response.content.decode()
    assert not any(word in text for word in ("secret", "Traceback", "/srv", "SELECT", ".py"))
    assert "X-Process-Time" in response
    result: dict[str, Any] = body
    return result


@pytest.mark.parametrize(
    ("which", "status", "code"),
    [
        ("application", 409, "note.locked"),
        ("application_fields", 400, "validation.failed"),
        ("token_expired", 401, "auth.token_expired"),
        ("denied", 403, "auth.permission_denied"),
        ("suspicious", 400, "http.malformed_request"),
        ("missing", 404, "http.not_found"),
        ("django_validation", 400, "validation.failed"),
        ("django_validation_whole", 400, "validation.failed"),
        ("throttled", 429, "http.too_many_requests"),
        ("throttled_without_wait", 429, "http.too_many_requests"),
        ("authentication_failed", 401, "auth.token_invalid"),
        ("drf_not_found", 404, "http.not_found"),
        ("teapot", 418, "http.malformed_request"),
        ("api_error", 500, "server.internal_error"),
        ("crash", 500, "server.internal_error"),
        ("sql", 500, "server.internal_error"),
    ],
)
def test_what_a_drf_view_raises_becomes_an_envelope(client: Client, which: str, status: int, code: str) -> None:
    response = client.get(f"/raise/{which}/")
    body = envelope(response)
    assert (response.status_code, body["code"]) == (status, code)


@pytest.mark.parametrize(
    ("which", "status", "code"),
    [
        ("denied", 403, "auth.permission_denied"),
        ("suspicious", 400, "http.malformed_request"),
        ("missing", 404, "http.not_found"),
        ("crash", 500, "server.internal_error"),
        ("sql", 500, "server.internal_error"),
    ],
)
@pytest.mark.parametrize("debug", [False, True])
def test_what_a_plain_view_raises_becomes_an_envelope(
    client: Client, which: str, status: int, code: str, debug: bool
) -> None:
    with override_settings(DEBUG=debug):
        response = client.get(f"/plain/{which}/")
    assert (response.status_code, envelope(response)["code"]) == (status, code)


@pytest.mark.parametrize("debug", [False, True])
def test_an_unknown_route_is_an_envelope_that_does_not_repeat_the_path(client: Client, debug: bool) -> None:
    with override_settings(DEBUG=debug):
        response = client.get("/secret/route/")
    assert envelope(response)["code"] == "http.not_found"


def test_the_page_of_a_plain_view_is_replaced_and_its_other_headers_stay(client: Client) -> None:
    response = client.get("/refuse/503/")
    assert envelope(response)["code"] == "server.unavailable"
    assert (response["Retry-After"], response["Content-Type"]) == ("7", JSON)
    assert "ETag" not in response


def test_pages_for_people_keep_their_errors_but_not_their_crashes(client: Client) -> None:
    assert client.get("/pages/404/").content == b"<h1>Sorry</h1>"
    assert envelope(client.get("/pages/500/"))["code"] == "server.internal_error"


def test_a_service_can_say_more_than_the_table_on_one_line(client: Client) -> None:
    response = client.get("/raise/application/")
    assert envelope(response)["message"] == "Locked by someone."
    assert response["X-Lock"] == "1"
    assert envelope(client.get("/raise/drf_not_found/"))["message"] == "No such note."


def test_validation_errors_of_services_name_their_fields(client: Client) -> None:
    assert envelope(client.get("/raise/application_fields/"))["error"] == {"lines.0.text": ["Too rude."]}
    assert envelope(client.get("/raise/django_validation/"))["error"] == {
        "title": ["Too short."],
        "non_field_errors": ["Not together."],
    }
    assert envelope(client.get("/raise/django_validation_whole/"))["error"] == {"non_field_errors": ["Not now."]}


@pytest.mark.parametrize(
    ("sheet", "paths"),
    [
        ({}, {"name", "lines"}),
        ([], {"non_field_errors"}),
        ('"text"', {"non_field_errors"}),
        ({"name": "a", "lines": "b"}, {"lines.non_field_errors"}),
        ({"name": "a", "lines": [{"text": "b"}, {}]}, {"lines.1.text"}),
        ({"name": "a", "lines": [{"text": "b", "tags": [1, "x"]}]}, {"lines.0.tags.1"}),
        ({"name": "a", "lines": [7]}, {"lines.0.non_field_errors"}),
        ({"name": "a", "lines": [{"text": "a"}]}, {"non_field_errors"}),
        ({"name": "a\u0000", "lines": [{"text": "\ud800"}]}, {"name", "lines.0.text"}),
        ({"name": None, "lines": [{"text": "x" * 11}]}, {"name", "lines.0.text"}),
    ],
)
def test_nested_validation_errors_have_dotted_paths(client: Client, sheet: object, paths: set[str]) -> None:
    body = envelope(client.post("/sheets/", sheet, content_type=JSON))
    assert body["code"] == "validation.failed"
    assert set(body["error"]) == paths
    assert all(isinstance(line, str) for lines in body["error"].values() for line in lines)


@pytest.mark.parametrize(
    "content",
    ["{", "", "{'a': 1}", '{"a": NaN}', b"\xff\xfe", "[" * 60_000, '{"a": ' + "9" * 5000 + "}"],
    ids=["cut off", "empty", "not json", "NaN", "not utf-8", "too deep", "number too long"],
)
def test_malformed_json_is_a_400(client: Client, content: str | bytes) -> None:
    response = client.post("/sheets/", content, content_type=JSON)
    body = envelope(response)
    assert response.status_code == 400
    assert body["code"] == ("http.malformed_request" if content else "validation.failed")


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
def test_a_wrong_content_type_is_a_415(client: Client, content_type: str) -> None:
    response = client.post("/sheets/", "{}", content_type=content_type)
    assert (response.status_code, envelope(response)["code"]) == (415, "http.unsupported_media_type")


def test_a_wrong_method_is_a_405_with_the_methods_that_work(client: Client) -> None:
    response = client.delete("/sheets/")
    assert (response.status_code, envelope(response)["code"]) == (405, "http.method_not_allowed")
    assert response["Allow"] == "POST, OPTIONS"


def test_a_form_that_cannot_be_had_is_a_406_in_json(client: Client) -> None:
    response = client.get("/echo/", headers={"Accept": "text/html"})
    assert (response.status_code, envelope(response)["code"]) == (406, "http.not_acceptable")
    assert response["Content-Type"] == JSON


def test_a_strange_host_is_a_400(client: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["example.com"]):
        response = client.get("/echo/", headers={"Host": "evil.example"})
    assert (response.status_code, envelope(response)["code"]) == (400, "http.malformed_request")


def test_one_request_too_many_is_a_429_that_tells_when_the_limit_is_whole_again(client: Client) -> None:
    cache.clear()
    assert [client.get("/limited/").status_code for _ in range(2)] == [200, 200]
    response = client.get("/limited/")
    assert (response.status_code, envelope(response)["code"]) == (429, "http.too_many_requests")
    wait_s = int(response["Retry-After"])
    assert 0 < wait_s <= 60
    assert response["RateLimit"] == f'"default";r=0;t={wait_s}'


def test_a_throttled_request_is_told_when_to_come_back(client: Client) -> None:
    response = client.get("/raise/throttled/")
    assert (response["Retry-After"], response["RateLimit"]) == ("3", '"default";r=0;t=3')
    assert "Retry-After" not in client.get("/raise/throttled_without_wait/")


@pytest.mark.parametrize(
    ("authorization", "code", "challenge"),
    [
        (None, "auth.not_authenticated", 'Basic realm="api"'),
        ("Basic !!", "auth.token_invalid", 'Basic realm="api"'),
        (basic("nobody"), "auth.token_invalid", 'Basic realm="api"'),
    ],
)
def test_a_401_keeps_the_challenge_of_the_authentication(
    client: Client, authorization: str | None, code: str, challenge: str
) -> None:
    response = client.get("/notes/", headers={"Authorization": authorization} if authorization else {})
    assert (response.status_code, envelope(response)["code"]) == (401, code)
    assert response["WWW-Authenticate"] == challenge


def test_a_401_of_a_service_challenges_for_a_bearer_token(client: Client) -> None:
    assert client.get("/raise/token_expired/")["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_refused_cross_site_form_has_its_own_code(ada: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert envelope(browser.post("/form/", {"name": "x"}))["code"] == "auth.origin_refused"
    browser.force_login(ada)
    assert envelope(browser.post("/notes/", {}, content_type=JSON))["code"] == "auth.origin_refused"


def test_the_message_follows_the_language_and_the_code_does_not(client: Client) -> None:
    german = envelope(client.get("/nowhere/", headers={"Accept-Language": "de-AT, en;q=0.5"}))
    assert german["message"] == "Unter dieser Adresse gibt es nichts."
    assert german["code"] == "http.not_found"
    for unknown in ("xx", "", "*", "de;q=x", "a" * 5000):
        english = envelope(client.get("/nowhere/", headers={"Accept-Language": unknown}))
        assert english["message"] == "There is nothing at this address."
    nested = envelope(client.post("/sheets/", {}, content_type=JSON, headers={"Accept-Language": "de"}))
    assert nested["error"]["name"] == ["Dieses Feld ist zwingend erforderlich."]


def test_a_crash_is_logged_with_the_request_id(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = client.get("/raise/crash/", headers={"X-Request-ID": "crash-1"})
    assert response["X-Request-ID"] == "crash-1"
    record = next(record for record in caplog.records if record.name == "django.request")
    assert record.exc_info is not None
    assert "secret token" in str(record.exc_info[1])


def _row(code: str, status: int = 409) -> ErrorCode:
    return ErrorCode(code=code, status=status, retryable=False, message="No.", help="Do not.")


@pytest.mark.parametrize(
    "row",
    [
        _row("http.not_found"),
        _row("note.locked"),
        _row("nodot"),
        _row("Note.locked"),
        _row("note.lock-ed"),
        _row("note."),
        _row("note.fine", 200),
        _row("note.fine", 600),
    ],
    ids=lambda row: f"{row.code} {row.status}",
)
def test_a_bad_or_taken_code_is_refused_at_start(row: ErrorCode) -> None:
    with pytest.raises(ImproperlyConfigured):
        register_error_codes([row])


def test_the_same_row_twice_is_harmless_and_listed_once() -> None:
    register_error_codes([error_code("note.locked")])
    assert set(product_error_codes()) == {"note.locked", "note.printer_busy"}


def test_an_unknown_code_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ImproperlyConfigured):
        ApplicationError("note.unheard_of")
