"""A person sees where they are signed in, and ends what is not theirs any more."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from rest_framework.test import APIClient

from tests.tokens.session import PASSWORD, make_user, refresh
from throughline.http.context import RequestContext
from throughline.outbox.models import OutboxEvent
from throughline.tokens.models import RefreshFamily
from throughline.topics.grants import grant_topics

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]


@pytest.fixture(autouse=True)
def anna() -> User:
    return make_user()


def sign_in(username: str = "anna", **given: Any) -> tuple[APIClient, str]:
    """A client of a new session, and the session's refresh token."""
    headers = {"User-Agent": "Browser/1", "X-Forwarded-For": "198.51.100.1"}
    body = {"username": username, "password": PASSWORD, **given}
    pair = APIClient().post("/api/auth/login/", body, format="json", headers=headers).json()
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {pair['access']}")
    return client, pair["refresh"]


def sessions(client: APIClient) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = client.get("/api/auth/sessions/").json()["results"]
    return results


def test_the_list_tells_each_session_by_what_the_person_can_know_it_by() -> None:
    with override_settings(THROUGHLINE_TRUSTED_PROXIES=1):
        sign_in(device_name="Anna's phone")
        client, _ = sign_in()
    current, phone = sessions(client)
    assert (phone["device_name"], phone["user_agent"], phone["address"]) == (
        "Anna's phone",
        "Browser/1",
        "198.51.100.1",
    )
    assert (current["device_name"], current["is_current"], phone["is_current"]) == ("", True, False)


def test_a_renewal_moves_the_last_use_and_the_address() -> None:
    client, token = sign_in()
    (before,) = sessions(client)
    refresh(token)
    (after,) = sessions(client)
    assert after["last_used_at"] > before["last_used_at"]
    assert (after["created_at"], after["address"]) == (before["created_at"], "127.0.0.1")


def test_nobody_sees_the_sessions_of_another_or_those_that_are_over() -> None:
    User.objects.create_user("bert", "bert@example.org", PASSWORD)
    sign_in("bert")
    _, ended = sign_in()
    APIClient().post("/api/auth/logout/", {"refresh": ended}, format="json")
    sign_in()
    RefreshFamily.objects.filter(user__username="anna", revoked_at__isnull=True).update(expires_at="2020-01-01T00:00Z")
    client, _ = sign_in()
    assert [session["is_current"] for session in sessions(client)] == [True]


def test_a_session_that_is_ended_from_another_can_nothing_any_more() -> None:
    lost, lost_refresh = sign_in()
    client, _ = sign_in()
    (lost_id,) = [session["id"] for session in sessions(client) if not session["is_current"]]
    assert client.delete(f"/api/auth/sessions/{lost_id}/").status_code == 204
    assert lost.get("/api/auth/sessions/").json()["code"] == "auth.session_revoked"
    assert lost.get("/who/").status_code == 401
    assert refresh(lost_refresh)["code"] == "auth.session_revoked"
    assert RefreshFamily.objects.get(pk=lost_id).revoked_reason == "ended_elsewhere"
    assert client.delete(f"/api/auth/sessions/{lost_id}/").json()["code"] == "http.not_found"


@pytest.mark.parametrize(
    ("path", "method", "body", "status"),
    [
        ("sessions/{bert}/", "delete", None, 404),
        ("sessions/00000000-0000-0000-0000-000000000000/", "delete", None, 404),
        ("sessions/none/", "delete", None, 404),
        ("sessions/", "delete", None, 405),
        ("sessions/?status=ended", "get", None, 400),
        ("sessions/?page=2", "get", None, 404),
        ("sessions/end/", "post", {"keep_current": "perhaps"}, 400),
        ("sessions/end/", "post", [], 400),
    ],
)
def test_what_cannot_be_asked_ends_nothing(path: str, method: str, body: object, status: int) -> None:
    User.objects.create_user("bert", "bert@example.org", PASSWORD)
    sign_in("bert")
    bert = RefreshFamily.objects.get(user__username="bert")
    client, _ = sign_in()
    answer = getattr(client, method)("/api/auth/" + path.format(bert=bert.pk), body, format="json")
    assert answer.status_code == status
    assert not RefreshFamily.objects.filter(revoked_at__isnull=False).exists()


@pytest.mark.parametrize("path", ["sessions/", "sessions/end/", "sessions/00000000-0000-0000-0000-000000000000/"])
def test_nobody_has_no_sessions(path: str) -> None:
    for method in ("get", "post", "delete"):
        assert getattr(APIClient(), method)(f"/api/auth/{path}").status_code in (401, 405)


@pytest.mark.parametrize(("keep_current", "left"), [(True, 1), (False, 0)])
def test_signing_out_everywhere_ends_the_others_and_this_one_unless_it_is_kept(keep_current: bool, left: int) -> None:
    User.objects.create_user("bert", "bert@example.org", PASSWORD)
    sign_in("bert")
    sign_in()
    client, _ = sign_in()
    for _ in range(2 if keep_current else 1):
        answer = client.post("/api/auth/sessions/end/", {"keep_current": keep_current}, format="json")
        assert answer.status_code == 204
    assert RefreshFamily.objects.filter(user__username="anna", revoked_at__isnull=True).count() == left
    assert RefreshFamily.objects.filter(user__username="bert", revoked_at__isnull=True).count() == 1
    assert client.get("/who/").status_code == (200 if keep_current else 401)


def test_what_begins_and_ends_is_told_to_the_person_and_the_end_to_services(anna: User) -> None:
    _, token = sign_in(device_name="Phone")
    APIClient().post("/api/auth/logout/", {"refresh": token}, format="json")
    APIClient().post("/api/auth/logout/", {"refresh": token}, format="json")
    family = RefreshFamily.objects.get()
    started, ended = OutboxEvent.objects.order_by("number")
    assert (started.type, started.topics, started.actor_id) == (
        "session.started",
        [f"sessions_{anna.pk}"],
        str(anna.pk),
    )
    assert started.data["device_name"] == "Phone"
    assert (ended.type, ended.topics) == ("session.ended", [f"sessions_{anna.pk}", "internal_sessions"])
    # By then the last access token of the session has run out: five minutes after its end at the latest.
    assert {key: ended.data[key] for key in ("id", "reason")} == {"id": str(family.pk), "reason": "signed_out"}
    assert ended.data["denied_until"] > ended.data["ended_at"]


def test_a_sign_in_that_comes_to_nothing_is_not_told() -> None:
    APIClient().post("/api/auth/login/", {"username": "anna", "password": "wrong"}, format="json")
    assert not OutboxEvent.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "kept"),
    [("x" * 5000, 400), ("a\x00b\nc", 3), ("", 0), ("Браузер", 7)],
    ids=["huge", "control characters", "none", "not ASCII"],
)
def test_any_user_agent_lets_a_person_in(user_agent: str, kept: int) -> None:
    client = APIClient()
    body = {"username": "anna", "password": PASSWORD}
    answer = client.post("/api/auth/login/", body, format="json", HTTP_USER_AGENT=user_agent)
    assert answer.status_code == 200
    assert len(RefreshFamily.objects.get().user_agent) == kept


@pytest.mark.parametrize("device_name", ["x" * 121, 5.5, None, [], "a\x00b"])
def test_a_device_name_that_cannot_be_kept_is_refused(device_name: object) -> None:
    body = {"username": "anna", "password": PASSWORD, "device_name": device_name}
    answer = APIClient().post("/api/auth/login/", body, format="json")
    if answer.status_code == 200:
        assert RefreshFamily.objects.get().device_name == str(device_name)
    else:
        assert answer.json()["code"] == "validation.failed"
        assert not RefreshFamily.objects.exists()


def test_a_person_follows_their_own_sessions_and_nobody_what_services_tell_each_other(anna: User) -> None:
    context = RequestContext(str(anna.pk), None, "test", None, "en")
    asked = [f"sessions_{anna.pk}", f"sessions_{anna.pk + 1}", "internal_sessions"]
    assert [grant.refused for grant in grant_topics(context, asked)] == [
        None,
        "auth.permission_denied",
        "auth.permission_denied",
    ]
