from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.jobs import DELETE_DUE
from marketplace.accounts.models import User
from marketplace.accounts.services.account_delete import account_delete
from marketplace.companies.models import Membership
from marketplace.projects.models import ProjectMember
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import (
    PASSWORD,
    acting,
    add_member,
    client_of,
    make_company,
    make_job,
    make_person,
    make_project,
    make_task,
    put_on_team,
    run_jobs,
)
from throughline.http.context import RequestContext
from throughline.jobs.models import Job
from throughline.outbox.models import OutboxEvent
from throughline.tokens.models import RefreshFamily

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna() -> User:
    return make_person("anna")


def ask(anna: User, password: object = PASSWORD) -> Any:
    return client_of(anna).post("/api/auth/deletion/", {"current_password": password})


def login() -> Any:
    return APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD})


def delete_when_due(by: timedelta = timedelta(days=14)) -> None:
    User.objects.update(deletion_at=F("deletion_at") - by)
    make_job(DELETE_DUE)
    run_jobs()


def test_an_account_is_deleted_after_two_weeks_and_until_then_can_be_kept(anna: User) -> None:
    client = client_of(anna)
    answer = ask(anna)
    assert answer.status_code == 202
    assert client.get("/api/auth/me/").json()["code"] == "auth.session_revoked"
    run_jobs()
    assert "will be deleted" in mail.outbox[-1].subject
    delete_when_due(timedelta(days=13, hours=23))
    client = client_of(anna)
    assert client.get("/api/auth/me/").json()["deletion_at"] is not None
    assert [client.delete("/api/auth/deletion/").status_code for _ in range(2)] == [204, 204]
    assert client.get("/api/auth/me/").json()["deletion_at"] is None
    delete_when_due()
    assert login().status_code == 200
    kinds = list(SecurityEvent.objects.filter(kind__startswith="deletion").values_list("kind", flat=True))
    assert kinds == ["deletion_asked", "deletion_cancelled"]


def test_asking_twice_is_asking_once(anna: User) -> None:
    assert ask(anna).json() == ask(anna).json()
    assert SecurityEvent.objects.filter(kind="deletion_asked").count() == 1


def test_a_deleted_account_tells_nothing_of_the_person_and_their_work_for_others_stays(anna: User) -> None:
    berta = make_person("berta")
    company = make_company(berta)
    add_member(company, berta, anna, "manager")
    theirs, own = make_project(berta), make_project(anna)
    put_on_team(theirs, berta, anna, "contributor")
    make_task(own, anna)
    ask(anna)
    assert login().status_code == 200
    delete_when_due()
    anna.refresh_from_db()
    told = " ".join(str(getattr(anna, field.name)) for field in User._meta.concrete_fields)
    assert "anna" not in told.lower()
    assert (anna.display_name, anna.is_active, anna.has_usable_password()) == ("Deleted account", False, False)
    assert login().status_code == 401
    assert not Membership.objects.filter(user=anna).exists()
    assert ProjectMember.objects.get(project=theirs, user=anna).user.display_name == "Deleted account"
    assert own.created_by_id == anna.pk
    assert not SecurityEvent.objects.filter(user=anna).exists()
    assert not RefreshFamily.objects.filter(user=anna).exists()
    event = OutboxEvent.objects.get(type="account.deleted")
    assert (event.topics, event.entity_id, set(event.data)) == (
        ["internal_people"],
        str(anna.pk),
        {"id", "deleted_at"},
    )
    # Name and address are free.
    make_person("anna")
    delete_when_due()
    assert OutboxEvent.objects.filter(type="account.deleted").count() == 1


@pytest.mark.parametrize("deletion_at", [None, timezone.now() + timedelta(days=1)])
def test_an_account_that_was_kept_in_the_last_moment_or_is_not_due_stays(anna: User, deletion_at: Any) -> None:
    User.objects.update(deletion_at=deletion_at)
    assert account_delete(context=acting(anna), user_id=anna.pk) is False
    assert login().status_code == 200


def test_nobody_can_take_the_name_that_a_deleted_account_gets(anna: User) -> None:
    ask(anna)
    delete_when_due()
    anna.refresh_from_db()
    with pytest.raises(ValidationError) as caught:
        make_person(anna.username)
    # Taken it is anyway: it is no name at all.
    assert any("3 to 64" in line for line in caught.value.message_dict["username"])
    make_person(f"deleted-{anna.pk.hex}")


def test_an_account_that_cannot_be_deleted_keeps_nobody_elses(
    anna: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    berta = make_person("berta")
    assert anna.pk < berta.pk

    def broken_for_anna(*, context: RequestContext, user_id: Any) -> bool:
        if user_id == anna.pk:
            raise IntegrityError("of anna")
        return account_delete(context=context, user_id=user_id)

    monkeypatch.setattr("marketplace.accounts.jobs.account_delete", broken_for_anna)
    ask(anna)
    ask(berta)
    delete_when_due()
    assert list(User.objects.filter(deleted_at=None)) == [anna]
    # The job comes again.
    assert Job.objects.get(kind=DELETE_DUE.name).status == Job.Status.QUEUED
    told = [record.__dict__["user_id"] for record in caplog.records if record.message == "account not deleted"]
    assert told == [str(anna.pk)]


def test_a_deletion_that_takes_too_long_stops(
    anna: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def slow(*, context: RequestContext, user_id: Any) -> bool:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr("marketplace.accounts.jobs.account_delete", slow)
    ask(anna)
    delete_when_due()
    messages = {record.message for record in caplog.records}
    assert "A job took too long." in messages
    assert "account not deleted" not in messages


def test_a_company_that_loses_its_only_owner_goes_to_who_comes_next(anna: User) -> None:
    members = {role: make_person(role) for role in ("viewer", "member", "manager")}
    company, alone = make_company(anna), make_company(anna)
    for role, person in members.items():
        add_member(company, anna, person, role)
    ask(anna)
    delete_when_due()
    roles = dict(Membership.objects.filter(company=company).values_list("user__username", "role"))
    assert roles == {"viewer": "viewer", "member": "member", "manager": "owner"}
    assert not Membership.objects.filter(company=alone).exists()


@pytest.mark.parametrize("password", ["wrong", "", None, ["a"], "x" * 257])
def test_without_the_password_nothing_is_deleted(anna: User, password: object) -> None:
    answer = ask(anna, password)
    assert (answer.status_code, list(answer.json()["error"])) == (400, ["current_password"])
    anna.refresh_from_db()
    assert anna.deletion_at is None


def test_who_has_no_password_has_signed_in_just_now(anna: User) -> None:
    anna.set_unusable_password()
    anna.save()
    client = client_of(anna)
    RefreshFamily.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    refused = client.post("/api/auth/deletion/", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "account.sign_in_again")
    assert client_of(anna).post("/api/auth/deletion/", {}).status_code == 202
