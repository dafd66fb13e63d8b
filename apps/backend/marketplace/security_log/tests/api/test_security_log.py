from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.security_log.jobs import PRUNE_EVENTS
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from marketplace.testing import PASSWORD, acting, client_of, client_with, make_job, make_person, query_count, run_jobs
from throughline.http.context import RequestContext
from throughline.jobs.models import Job
from throughline.outbox.models import OutboxEvent
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshToken

pytestmark = pytest.mark.django_db(transaction=True)
HOME, ELSEWHERE = "198.51.100.1", "2001:db8:1::7"


@pytest.fixture(autouse=True)
def anna() -> Any:
    with override_settings(THROUGHLINE_TRUSTED_PROXIES=1):
        yield make_person("anna")


def sign_in(password: str = PASSWORD, *, name: str = "anna", address: str = HOME) -> Any:
    headers = {"X-Forwarded-For": address, "User-Agent": "Browser/1", "X-Request-ID": "my-request"}
    body = {"username": name, "password": password, "device_name": "Anna's laptop"}
    return APIClient().post("/api/auth/login/", body, headers=headers)


def log(client: APIClient, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/auth/security-log/{query}")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def kinds(client: APIClient) -> list[str]:
    return [event["kind"] for event in log(client)]


def test_a_person_sees_their_sign_ins_failed_ones_too_and_can_end_the_session_from_there() -> None:
    sign_in("wrong", address=ELSEWHERE)
    client = client_with(sign_in().json()["access"])
    signed_in, failed = log(client)
    about = ("device_name", "user_agent", "address", "request_id", "session_is_live")
    assert [signed_in[name] for name in ("kind", *about)] == [
        *("signed_in", "Anna's laptop", "Browser/1", HOME, "my-request", True)
    ]
    assert [failed[name] for name in ("kind", *about, "session_id")] == [
        *("sign_in_failed", "Anna's laptop", "Browser/1", ELSEWHERE, "my-request", False, None)
    ]
    assert client.delete(f"/api/auth/sessions/{signed_in['session_id']}/").status_code == 204
    after = log(client_with(sign_in().json()["access"]), f"?session_id={signed_in['session_id']}")
    assert [(event["kind"], event["session_is_live"]) for event in after] == [
        ("session_ended", False),
        ("signed_in", False),
    ]
    assert after[0]["detail"] == {"reason": "ended_elsewhere"}


def test_signing_out_and_a_stolen_token_are_told_apart_and_the_latter_is_mailed(anna: User) -> None:
    first = sign_in().json()["refresh"]
    APIClient().post("/api/auth/logout/", {"refresh": first})
    stolen = sign_in().json()["refresh"]
    renewed = APIClient().post("/api/auth/refresh/", {"refresh": stolen}).json()["refresh"]
    APIClient().post("/api/auth/refresh/", {"refresh": renewed})
    RefreshToken.objects.update(rotated_at=F("rotated_at") - timedelta(minutes=5))
    assert APIClient().post("/api/auth/refresh/", {"refresh": stolen}).json()["code"] == "auth.session_revoked"
    assert kinds(client_of(anna)) == ["signed_in", "token_replayed", "signed_in", "signed_out", "signed_in"]
    run_jobs()
    assert any("somebody else used a copy" in message.subject for message in mail.outbox)


def test_a_name_that_nobody_has_leaves_a_row_as_well(anna: User) -> None:
    for name in ("anna", "nobody"):
        sign_in("wrong", name=name)
    rows = SecurityEvent.objects.filter(kind="sign_in_failed").order_by("at")
    assert [row.user_id for row in rows] == [anna.pk, None]
    assert not Job.objects.exists()
    assert not OutboxEvent.objects.filter(type="security.noted").exists()


def test_nobody_sees_the_log_of_another() -> None:
    sign_in("wrong", name="nobody")
    assert kinds(client_of(make_person("berta"))) == ["signed_in"]


FILTERS = [
    ("", 200),
    ("?kind=signed_in", 200),
    ("?kind=signed_in&kind=signed_out", 200),
    ("?ordering=at&page_size=1", 200),
    ("?kind=stolen", 400),
    ("?kind=", 400),
    ("?session_id=1", 400),
    ("?user=1", 400),
    ("?ordering=user", 400),
    ("?page=0", 400),
    ("?page_size=201", 400),
    ("?page=9", 404),
]


@pytest.mark.parametrize(("query", "status"), FILTERS)
def test_it_is_filtered_by_kind_and_session_and_nothing_else(anna: User, query: str, status: int) -> None:
    assert client_of(anna).get(f"/api/auth/security-log/{query}").status_code == status


def test_several_kinds_are_each_shown(anna: User) -> None:
    sign_in("wrong")
    client = client_of(anna)
    assert [event["kind"] for event in log(client, "?kind=signed_in")] == ["signed_in"]
    assert len(log(client, "?kind=signed_in&kind=sign_in_failed")) == 2


def test_a_long_log_takes_no_more_queries(anna: User) -> None:
    client = client_of(anna)
    few = query_count(client, "/api/auth/security-log/?page_size=200")
    for _ in range(10):
        sign_in()
    assert query_count(client, "/api/auth/security-log/?page_size=200") == few


def test_a_new_place_is_told_by_mail_once_and_the_first_one_not() -> None:
    for address in (HOME, HOME, ELSEWHERE, "2001:db8:1::8"):
        assert sign_in(address=address).status_code == 200
    run_jobs()
    (message,) = mail.outbox
    assert message.subject == "Your Throughline account: Somebody signed in from a new place"
    assert message.to == ["anna@example.org"]
    body = str(message.body)
    assert f"Device and address: Anna's laptop, {ELSEWHERE}." in body
    assert "http://localhost:3000/settings/security-log" in body
    assert "(account anna, " in body


ANY_KIND = [kind for kind in SecurityEvent.Kind if kind not in ("sign_in_failed", "signed_in")]


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_kind_that_matters_is_told_by_mail_and_event_in_the_language_of_the_person(
    anna: User, language: str
) -> None:
    anna.language, anna.time_zone = language, "Europe/Berlin"
    anna.save()
    for kind in ANY_KIND:
        security_event_record(context=acting(anna), user_id=anna.pk, kind=kind, detail={"name": "My\nkey"})
    run_jobs()
    assert Job.objects.exclude(status=Job.Status.COMPLETED).count() == 0
    noted = OutboxEvent.objects.filter(type="security.noted", topics=[f"sessions_{anna.pk}"])
    assert len(mail.outbox) == noted.count() == len(ANY_KIND) - 4
    assert len({message.subject for message in mail.outbox}) == len(mail.outbox)
    word = {"en": "Your", "de": "Ihr"}[language]
    assert all(message.subject.startswith(word) for message in mail.outbox)
    assert all("Europe/Berlin" in str(message.body) for message in mail.outbox)


def test_a_change_that_is_rolled_back_leaves_no_row_no_mail_and_no_event(anna: User) -> None:
    with transaction.atomic():
        security_event_record(context=acting(anna), user_id=anna.pk, kind=SecurityEvent.Kind.PASSKEY_ADDED)
        transaction.set_rollback(True)
    assert not SecurityEvent.objects.exists()
    assert not Job.objects.exists()
    assert not OutboxEvent.objects.filter(type="security.noted").exists()


def test_the_job_of_a_mail_is_not_among_those_of_the_person(anna: User) -> None:
    security_event_record(context=acting(anna), user_id=anna.pk, kind=SecurityEvent.Kind.PASSKEY_ADDED)
    assert client_of(anna).get("/api/jobs/").json()["results"] == []


def test_rows_go_after_a_year_and_nobodys_after_a_month(anna: User) -> None:
    nobody = RequestContext(None, None, "test", None, "en")
    device = Device("", "", None)
    for user_id, days in ((anna.pk, 366), (anna.pk, 364), (None, 31), (None, 29)):
        kind = SecurityEvent.Kind.SIGN_IN_FAILED
        event = security_event_record(context=nobody, user_id=user_id, kind=kind, device=device)
        SecurityEvent.objects.filter(pk=event.pk).update(at=timezone.now() - timedelta(days=days))
    make_job(PRUNE_EVENTS)
    run_jobs()
    ages = {(row.user_id, (timezone.now() - row.at).days) for row in SecurityEvent.objects.all()}
    assert ages == {(anna.pk, 364), (None, 29)}
