"""What every answer has, whichever view gives it."""

import json
import logging
import sys

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from config.json_formatter import JsonFormatter
from throughline.http.request_id import log_request_id

ORIGIN = "https://app.example.org"


@override_settings(CORS_ALLOWED_ORIGINS=[ORIGIN])
@pytest.mark.parametrize(("origin", "allowed"), [(ORIGIN, ORIGIN), ("https://evil.example.org", None)])
def test_only_configured_origins_may_read_answers(origin: str, allowed: str | None) -> None:
    preflight = APIClient().options(
        "/api/auth/login/",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization,if-match,idempotency-key",
        },
    )
    assert preflight.get("Access-Control-Allow-Origin") == allowed
    if allowed:
        assert "if-match" in preflight["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in preflight


@pytest.mark.parametrize(
    ("path", "code"),
    [("/nothing/", "http.not_found"), ("/api/projects/%00/", "http.not_found"), ("/api/auth/me", None)],
)
def test_an_unknown_address_gets_the_envelope(path: str, code: str | None) -> None:
    answer = APIClient().get(path, headers={"X-Request-ID": "my-request"})
    assert answer["X-Request-ID"] == "my-request"
    if code is None:
        # Django's own redirect to the address with its trailing slash.
        assert answer.status_code == 301
    else:
        assert answer.json()["code"] == code
        assert answer.json()["request_id"] == "my-request"


def test_a_log_line_is_one_json_object_with_the_request_id() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        record = logging.LogRecord("app", logging.ERROR, __file__, 1, "it %s\nbadly", ("went",), sys.exc_info())
    record.sid = "abc"
    with log_request_id("my-request"):
        text = JsonFormatter().format(record)
    line = json.loads(text)
    assert "\n" not in text
    assert (line["message"], line["level"], line["request_id"], line["sid"]) == (
        "it went\nbadly",
        "error",
        "my-request",
        "abc",
    )
    assert "ValueError: broken" in line["exception"]
