"""Services that are away, slow, wrong or hostile: a clear answer, in time, and nothing half-done."""

import socket
import time
from threading import Event, Thread
from typing import Any

import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.identities.models import Identity, SocialFlow
from marketplace.identities.providers import provider_http
from marketplace.identities.tests.journey import begin, finish
from marketplace.identities.tests.local_provider import LocalProvider
from throughline.tokens.models import RefreshFamily

pytestmark = pytest.mark.django_db
UNAVAILABLE = (503, "identity.provider_unavailable")
INVALID = (400, "identity.answer_invalid")


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def nothing_is_made() -> bool:
    return not (User.objects.exists() or Identity.objects.exists() or RefreshFamily.objects.exists())


DISCOVERY = "/.well-known/openid-configuration"
BAD_DISCOVERY: dict[str, tuple[int, Any]] = {
    "away": (503, {}),
    "not there": (404, {}),
    "a redirect": (302, {}),
    "no JSON": (200, b"<html>"),
    "half-sent": (200, b"half"),
    "huge": (200, b'{"a": "' + b"a" * 300_000 + b'"}'),
    "deep": (200, b"[" * 100_000),
    "a list": (200, []),
    "of another issuer": (200, {"issuer": "https://example.org"}),
}


@pytest.mark.parametrize("answer", BAD_DISCOVERY.values(), ids=BAD_DISCOVERY.keys())
def test_nobody_is_sent_to_a_service_that_does_not_describe_itself(
    provider: LocalProvider, answer: tuple[int, Any]
) -> None:
    provider.answers[DISCOVERY] = answer
    assert told(APIClient().post("/api/auth/social/oidc/begin/", {})) == UNAVAILABLE
    assert not SocialFlow.objects.exists()


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"])
@pytest.mark.parametrize(
    "address", ["http://example.org/a", "javascript:alert(1)", "file:///etc/passwd", "//a", 7, None]
)
def test_a_description_that_leads_to_an_insecure_place_is_refused(
    provider: LocalProvider, name: str, address: Any
) -> None:
    provider.metadata[name] = address
    assert told(APIClient().post("/api/auth/social/oidc/begin/", {})) == UNAVAILABLE


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        ("/token", (500, {}), UNAVAILABLE),
        ("/token", (429, {}), UNAVAILABLE),
        ("/token", (401, {"error": "invalid_client"}), UNAVAILABLE),
        ("/token", (400, {"error": "unauthorized_client"}), UNAVAILABLE),
        ("/token", (200, b"half"), UNAVAILABLE),
        ("/token", (302, {}), INVALID),
        ("/token", (400, {"error": "invalid_grant"}), INVALID),
        ("/token", (400, []), INVALID),
        ("/token", (200, []), INVALID),
        ("/jwks", (500, {}), UNAVAILABLE),
        ("/jwks", (200, []), UNAVAILABLE),
        ("/jwks", (200, {}), INVALID),
        ("/jwks", (200, {"keys": [7, {"kty": "RSA", "kid": "first"}]}), INVALID),
        ("/jwks", (200, {"keys": [{"kty": "RSA", "kid": "first", "n": "AQAB", "e": "!"}]}), INVALID),
    ],
)
def test_a_fault_on_the_way_is_told_and_nothing_is_made(
    provider: LocalProvider, path: str, answer: tuple[int, Any], expected: tuple[int, str]
) -> None:
    begun = begin()
    code = provider.grant(begun.url)
    provider.answers[path] = answer
    assert told(finish(begun, code=code)) == expected
    assert nothing_is_made()
    # Whoever tries again begins again, and comes in once the service is itself again.
    provider.answers.clear()
    begun = begin()
    again = finish(begun, code=provider.grant(begun.url))
    assert again.status_code == 200 or path == "/jwks"


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        ("/login/oauth/access_token", (200, {"error": "bad_verification_code"}), INVALID),
        ("/login/oauth/access_token", (200, {"error": "incorrect_client_credentials"}), UNAVAILABLE),
        ("/login/oauth/access_token", (404, {}), UNAVAILABLE),
        ("/login/oauth/access_token", (200, {"access_token": "a\r\nX-Evil: 1"}), UNAVAILABLE),
        ("/login/oauth/access_token", (200, {"access_token": ["a"]}), INVALID),
        ("/user", (500, {}), UNAVAILABLE),
        ("/user", (403, {}), INVALID),
        ("/user", (200, {"id": "4711"}), INVALID),
        ("/user", (200, {"id": True}), INVALID),
        ("/user", (200, []), INVALID),
        ("/user/emails", (404, {}), INVALID),
        ("/user/emails", (200, b"half"), UNAVAILABLE),
    ],
)
def test_a_fault_of_github_is_told_and_nothing_is_made(
    provider: LocalProvider, path: str, answer: tuple[int, Any], expected: tuple[int, str]
) -> None:
    begun = begin("github")
    code = provider.grant(begun.url)
    provider.answers[path] = answer
    assert told(finish(begun, "github", code=code)) == expected
    assert nothing_is_made()


def test_a_service_that_cannot_be_reached_is_unavailable(provider: LocalProvider, settings: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.SOCIAL_PROVIDERS[0]["issuer"] = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert told(APIClient().post("/api/auth/social/oidc/begin/", {})) == UNAVAILABLE


@pytest.mark.parametrize(
    ("header", "drop"),
    [
        (b"Transfer-Encoding: chunked", b"1\r\n \r\n"),
        (b"Content-Length: 200", b" "),
        (b"Content-Length: 200\r\nContent-Encoding: gzip", b" "),
        (b"Connection: close", b" "),
    ],
    ids=["chunked", "of a known length", "packed", "of no known length"],
)
def test_a_service_that_answers_drop_by_drop_holds_nobody_for_long(
    provider: LocalProvider, settings: Any, monkeypatch: pytest.MonkeyPatch, header: bytes, drop: bytes
) -> None:
    monkeypatch.setattr(provider_http, "_TOTAL_TIMEOUT_S", 0.3)
    stop = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\n" + header + b"\r\n\r\n")
                while not stop.wait(0.05):
                    try:
                        connection.sendall(drop)
                    except OSError:
                        return

        dripping = Thread(target=drip, daemon=True)
        dripping.start()
        settings.SOCIAL_PROVIDERS[0]["issuer"] = f"http://127.0.0.1:{server.getsockname()[1]}"
        started = time.monotonic()
        assert told(APIClient().post("/api/auth/social/oidc/begin/", {})) == UNAVAILABLE
        assert time.monotonic() - started < 20
        stop.set()
        dripping.join()


def test_a_client_that_may_only_send_its_secret_in_the_form_does_so(provider: LocalProvider) -> None:
    provider.metadata["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    begun = begin()
    provider.grant(begun.url)
    seen: list[dict[str, str]] = []
    original = provider.answer

    def answer(method: str, path: str, form: dict[str, str], headers: Any) -> tuple[int, Any]:
        if path == "/token":
            seen.append(form)
            assert headers["Authorization"] is None
            return 400, {"error": "invalid_grant"}
        return original(method, path, form, headers)

    provider.answer = answer  # type: ignore[method-assign]
    assert told(finish(begun, code="any")) == INVALID
    assert [form["client_secret"] for form in seen] == [provider.entries[0]["client_secret"]]
