from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.identities.models import Identity, SocialFlow
from marketplace.identities.tests.journey import begin, finish
from marketplace.identities.tests.local_provider import EMAIL, GITHUB_ID, SUBJECT, LocalProvider
from marketplace.identities.tests.row_lock import wait_until_it_waits
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import client_with, make_person

pytestmark = pytest.mark.django_db


def test_the_services_that_are_configured_are_offered(provider: LocalProvider, settings: Any) -> None:
    offered = APIClient().get("/api/auth/social/providers/").json()
    assert offered == {"results": [{"id": "oidc", "name": "Local"}, {"id": "github", "name": "GitHub"}]}
    settings.SOCIAL_PROVIDERS = []
    assert APIClient().get("/api/auth/social/providers/").json() == {"results": []}


def test_the_way_to_the_service_names_what_it_must_and_nothing_secret(provider: LocalProvider) -> None:
    begun = begin(return_to="/projects?status=open")
    address = urlsplit(begun.url)
    query = {name: values for name, values in parse_qs(address.query).items() if len(values) == 1}
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.address}/authorize"
    assert query["tenant"] == ["1"]
    assert query["redirect_uri"] == ["http://localhost:3000/session/social/oidc/callback"]
    assert query["scope"] == ["openid email profile"]
    row = SocialFlow.objects.get()
    kept = " ".join(str(value) for value in vars(row).values())
    sent = [begun.flow, *query["state"], *query["nonce"], *query["code_challenge"]]
    assert len(set(sent)) == 4
    assert min(len(text) for text in sent) == 43
    assert not any(text in kept for text in sent)
    assert begun.flow not in begun.url


@pytest.mark.parametrize(("provider_id", "subject"), [("oidc", SUBJECT), ("github", str(GITHUB_ID))])
def test_somebody_new_gets_an_account_and_a_session_and_later_the_same_again(
    provider: LocalProvider, provider_id: str, subject: str
) -> None:
    for _ in range(2):
        begun = begin(provider_id, return_to="/projects")
        answer = finish(begun, provider_id, code=provider.grant(begun.url), device_name="Laptop")
        assert answer.status_code == 200, answer.content
        assert answer.json()["return_to"] == "/projects"
        me = client_with(answer.json()["access"]).get("/api/auth/me/").json()
        assert (me["email"], me["role"], me["language"]) == (EMAIL.lower(), "client", "en")
    user = User.objects.get()
    identity = Identity.objects.get()
    assert (identity.user, identity.subject, identity.email) == (user, subject, EMAIL.lower())
    assert identity.last_used_at is not None
    assert not user.has_usable_password()
    assert (user.username, user.display_name) == {
        "oidc": ("anna", "Anna Árvíz"),
        "github": ("anna-hub", "Anna-Hub"),
    }[provider_id]
    sessions = client_with(answer.json()["access"]).get("/api/auth/sessions/").json()["results"]
    assert [session["device_name"] for session in sessions] == ["Laptop", "Laptop"]
    assert SecurityEvent.objects.filter(kind="identity_linked", user=user).count() == 1


@pytest.mark.parametrize(
    ("name", "wish", "username"),
    [
        ("Anna", "anna", "anna2"),
        ("Anna Árvíz-Tűrő", None, "anna-arviz-turo"),
        ("李小龙", None, "person"),
        ("x", "!!", "person"),
        ("Anna", "anna@example.org", "anna2"),
        ("a" * 300, None, "a" * 56),
        ("..-Bob-..", None, "bob"),
    ],
)
def test_the_user_name_is_a_free_one_and_never_an_address(
    provider: LocalProvider, name: str, wish: str | None, username: str
) -> None:
    make_person("anna")
    begun = begin()
    code = provider.grant(begun.url, name=name, preferred_username=wish, email="new@example.net")
    assert finish(begun, code=code).status_code == 200
    assert User.objects.get(email="new@example.net").username == username


def test_an_account_is_never_joined_by_its_address(provider: LocalProvider) -> None:
    anna = make_person("anna")
    begun = begin()
    refused = finish(begun, code=provider.grant(begun.url))
    assert (refused.status_code, refused.json()["code"]) == (409, "identity.address_taken")
    assert User.objects.get() == anna
    assert not Identity.objects.exists()


def test_a_known_person_comes_in_although_the_address_has_changed_or_is_not_vouched_for(
    provider: LocalProvider,
) -> None:
    for changes in ({}, {"email": "moved@example.net"}, {"email_verified": False}):
        begun = begin()
        assert finish(begun, code=provider.grant(begun.url, **changes)).status_code == 200
    assert User.objects.get().email == EMAIL.lower()
    assert Identity.objects.get().email == "moved@example.net"


def test_subjects_that_differ_in_case_are_two_people(provider: LocalProvider) -> None:
    for subject, email in ((SUBJECT, EMAIL), (SUBJECT.lower(), "other@example.net")):
        begun = begin()
        assert finish(begun, code=provider.grant(begun.url, sub=subject, email=email)).status_code == 200
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "false"},
        {"email_verified": 1.0},
        {"email": None},
        {"email": "no address"},
        {"email": ["anna@example.org"]},
        {"email": "a" * 250 + "@example.org"},
        # The KELVIN SIGN, which is a plain k in lower case.
        {"email": "\u212aate@example.org"},
    ],
    ids=str,
)
def test_nobody_is_signed_up_with_an_address_that_is_not_vouched_for(
    provider: LocalProvider, changes: dict[str, Any]
) -> None:
    begun = begin()
    refused = finish(begun, code=provider.grant(begun.url, **changes))
    assert (refused.status_code, refused.json()["code"]) == (403, "identity.address_unverified")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "emails",
    [
        [],
        {},
        [None, {"email": EMAIL, "primary": True, "verified": False}],
        [{"email": EMAIL, "primary": False, "verified": True}],
        [{"primary": True, "verified": True}],
    ],
    ids=str,
)
def test_github_vouches_for_a_primary_verified_address_only(provider: LocalProvider, emails: Any) -> None:
    provider.answers["/user/emails"] = (200, emails)
    begun = begin("github")
    refused = finish(begun, "github", code=provider.grant(begun.url))
    assert refused.json()["code"] == "identity.address_unverified"


def test_an_account_that_is_closed_stays_closed(provider: LocalProvider) -> None:
    begun = begin()
    assert finish(begun, code=provider.grant(begun.url)).status_code == 200
    User.objects.update(is_active=False)
    begun = begin()
    refused = finish(begun, code=provider.grant(begun.url))
    assert (refused.status_code, refused.json()["code"]) == (403, "identity.account_closed")


def test_an_answer_is_taken_once(provider: LocalProvider) -> None:
    begun = begin()
    code = provider.grant(begun.url)
    assert finish(begun, code=code).status_code == 200
    assert finish(begun, code=code).json()["code"] == "identity.flow_invalid"
    # A code that was used, behind a new beginning: the service refuses it.
    assert finish(begin(), code=code).json()["code"] == "identity.answer_invalid"


@pytest.mark.parametrize("age", [timedelta(minutes=10), timedelta(days=2)])
def test_an_answer_that_comes_late_is_refused(provider: LocalProvider, age: timedelta) -> None:
    begun = begin()
    SocialFlow.objects.update(expires_at=timezone.now() + timedelta(minutes=10) - age)
    refused = finish(begun, code=provider.grant(begun.url))
    assert (refused.status_code, refused.json()["code"]) == (400, "identity.flow_invalid")
    # Not even asked about.
    assert "POST /token" not in provider.calls


def test_what_belongs_to_another_beginning_is_refused_and_takes_nothing_from_this_one(
    provider: LocalProvider,
) -> None:
    begun, other = begin(), begin()
    code = provider.grant(begun.url)
    foreign: list[tuple[dict[str, Any], str]] = [
        ({"state": other.state}, "oidc"),
        ({"flow": other.flow}, "oidc"),
        ({"flow": "made up"}, "oidc"),
        ({"state": "made up"}, "oidc"),
        ({}, "github"),
    ]
    for body, provider_id in foreign:
        assert finish(begun, provider_id, code=code, **body).json()["code"] == "identity.flow_invalid"
    # A code of another beginning: its challenge is another.
    assert finish(other, code=provider.grant(begun.url)).json()["code"] == "identity.answer_invalid"
    assert finish(begun, code=code).status_code == 200


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        ("access_denied", 403, "identity.denied"),
        ("interaction_required", 403, "identity.denied"),
        ("temporarily_unavailable", 503, "identity.provider_unavailable"),
        ("server_error", 503, "identity.provider_unavailable"),
    ],
)
def test_a_no_at_the_service_is_told_and_ends_the_flow(
    provider: LocalProvider, error: str, status: int, code: str
) -> None:
    begun = begin()
    refused = finish(begun, error=error)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert finish(begun, code=provider.grant(begun.url)).json()["code"] == "identity.flow_invalid"


BAD_BODIES: dict[str, dict[str, Any]] = {
    "neither code nor error": {},
    "code and error": {"code": "a", "error": "access_denied"},
    "code of a wrong type": {"code": ["a"]},
    "huge code": {"code": "a" * 4097},
    "huge state": {"code": "a", "state": "a" * 129},
    "no state": {"code": "a", "state": None},
    "empty flow": {"code": "a", "flow": ""},
    "huge issuer": {"code": "a", "iss": "a" * 256},
    "a NUL": {"code": "a\0"},
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_bad_answer_is_named(provider: LocalProvider, body: dict[str, Any]) -> None:
    refused = finish(begin(), **body)
    assert (refused.status_code, refused.json()["code"]) == (400, "validation.failed")


@pytest.mark.parametrize(
    "path",
    ["", "projects", "//example.org", "/\\example.org", "https://example.org", "/a\nb", "/a b", "/a\\b", "/" * 2001, 7],
)
def test_the_way_back_is_a_path_of_this_site(provider: LocalProvider, path: Any) -> None:
    refused = APIClient().post("/api/auth/social/oidc/begin/", {"return_to": path})
    assert (refused.status_code, list(refused.json()["error"])) == (400, ["return_to"])


@pytest.mark.parametrize("provider_id", ["google", "OIDC", "providers"])
def test_a_service_that_is_not_configured_is_unknown(provider: LocalProvider, provider_id: str) -> None:
    for kind, client in (("social", APIClient()), ("identities", None)):
        if client is not None:
            refused = client.post(f"/api/auth/{kind}/{provider_id}/begin/", {})
            assert (refused.status_code, refused.json()["code"]) == (404, "identity.provider_unknown")


def test_who_only_ever_begins_has_to_wait_and_who_comes_back_has_not(
    provider: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    from marketplace.identities.services import flow_begin
    from throughline.tokens.limits.limit import Limit

    monkeypatch.setattr(flow_begin, "_BEGIN_ADDRESS", Limit("test", free=3, longest=timedelta(minutes=1)))
    for _ in range(5):
        begun = begin()
        assert finish(begun, code=provider.grant(begun.url)).status_code == 200
    for _ in range(3):
        begin()
    refused = APIClient().post("/api/auth/social/oidc/begin/", {})
    assert (refused.status_code, refused.json()["code"]) == (429, "http.too_many_requests")
    assert int(refused["Retry-After"]) >= 1


@pytest.mark.django_db(transaction=True)
def test_of_answers_at_the_same_time_one_is_taken(provider: LocalProvider) -> None:
    begun = begin()
    code = provider.grant(begun.url)
    barrier = Barrier(4)

    def send(_: int) -> str:
        barrier.wait()
        try:
            return str(finish(begun, code=code).json().get("code"))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == ["None", *["identity.flow_invalid"] * 3]
    assert provider.calls.count("POST /token") == 1
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_taken_elsewhere_at_this_moment_is_waited_for_and_refused(provider: LocalProvider) -> None:
    begun = begin()
    code = provider.grant(begun.url)

    def send() -> str:
        try:
            return str(finish(begun, code=code).json().get("code"))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            row = SocialFlow.objects.select_for_update().get()
            sending = pool.submit(send)
            wait_until_it_waits(sending)
            row.consumed_at = timezone.now()
            row.save()
        assert sending.result() == "identity.flow_invalid"
    assert "POST /token" not in provider.calls


@pytest.mark.django_db(transaction=True)
def test_somebody_new_who_comes_in_twice_at_the_same_time_is_one_person(provider: LocalProvider) -> None:
    journeys = [begin() for _ in range(4)]
    codes = [provider.grant(begun.url) for begun in journeys]
    barrier = Barrier(4)

    def send(index: int) -> int:
        barrier.wait()
        try:
            return int(finish(journeys[index], code=codes[index]).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(4)))
    assert statuses == [200] * 4
    assert (User.objects.count(), Identity.objects.count()) == (1, 1)
