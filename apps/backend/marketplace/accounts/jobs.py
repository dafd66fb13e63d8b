"""Mails with links, and what is due by the clock. `throughline.jobs` finds this module by its name.

The tokens of links are made here, when the mail goes out: no row holds one.
"""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from rest_framework import serializers

from marketplace.accounts.link_states import credentials_state
from marketplace.accounts.link_tokens import EMAIL_CHANGE, PASSWORD_RESET, REGISTRATION, make_link_token
from marketplace.accounts.messages import (
    account_exists_message,
    email_change_message,
    password_reset_message,
    registration_message,
)
from marketplace.accounts.models import Registration, User
from marketplace.accounts.services.account_delete import account_delete
from marketplace.mail.services.mail_send import mail_send
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.jobs.housekeeping import NothingSerializer, PrunedSerializer, prune
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind
from throughline.jobs.schedules import Schedule
from throughline.tokens.device import Device

_logger: Final = logging.getLogger(__name__)

# A mail server that is away for an hour is no reason to lose one; after that the person has asked again.
_TIME_LIMIT_S: Final = 60
_MAX_ATTEMPTS: Final = 20


class RegistrationMailSerializer(serializers.Serializer[Any]):
    registration_id = serializers.UUIDField()


class PasswordResetMailSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField()
    user_agent = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_null=True)


class EmailChangeMailSerializer(serializers.Serializer[Any]):
    user_id = serializers.UUIDField()
    new_email = serializers.EmailField()


def _mail_registration(run: JobRun, payload: Mapping[str, Any]) -> None:
    registration = Registration.objects.filter(pk=payload["registration_id"]).first()
    if registration is None:
        return
    owner = User.objects.filter(email=registration.email).first()
    if owner is not None:
        _tell_owner(run, owner)
        return
    token = make_link_token(REGISTRATION, subject=registration.pk, state=registration.password)
    with override(registration.language):
        mail_send(to=registration.email, message=registration_message(token), message_id=str(run.job_id))


def _mail_password_reset(run: JobRun, payload: Mapping[str, Any]) -> None:
    user = User.objects.filter(email=payload["email"], is_active=True).first()
    if user is None:
        return
    token = make_link_token(PASSWORD_RESET, subject=user.pk, state=credentials_state(user))
    with override(user.language):
        mail_send(to=user.email, message=password_reset_message(token), message_id=str(run.job_id))
    device = Device(name="", user_agent=payload["user_agent"], address=payload["address"])
    with run.transaction():
        kind = SecurityEvent.Kind.PASSWORD_RESET_ASKED
        security_event_record(context=run.context, user_id=user.pk, kind=kind, device=device)


def _mail_email_change(run: JobRun, payload: Mapping[str, Any]) -> None:
    user = User.objects.filter(pk=payload["user_id"], is_active=True).first()
    if user is None:
        return
    owner = User.objects.filter(email=payload["new_email"]).first()
    if owner is not None:
        _tell_owner(run, owner)
        return
    token = make_link_token(EMAIL_CHANGE, subject=user.pk, state=credentials_state(user), carried=payload["new_email"])
    with override(user.language):
        mail_send(to=payload["new_email"], message=email_change_message(token), message_id=str(run.job_id))


def _tell_owner(run: JobRun, owner: User) -> None:
    """Who typed the address learns nothing; who reads its mails does."""
    with override(owner.language):
        mail_send(to=owner.email, message=account_exists_message(), message_id=str(run.job_id))


def _delete_due(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    due = User.objects.filter(deletion_at__lte=timezone.now()).order_by("pk")
    ids = list(due.values_list("pk", flat=True))
    deleted = 0
    errors: list[Exception] = []
    for done, user_id in enumerate(ids):
        run.progress(done, len(ids))
        try:
            with transaction.atomic():
                deleted += account_delete(context=run.context, user_id=user_id)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            # Whoever is due after this person is deleted nevertheless.
            _logger.exception("account not deleted", extra={"user_id": str(user_id)})
            errors.append(error)
    if errors:
        raise ExceptionGroup(f"{len(errors)} of {len(ids)} accounts were not deleted", errors)
    return {"deleted": deleted}


def _prune_registrations(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    # The job that mails may have waited for its server for an hour.
    old = timezone.now() - REGISTRATION.lifetime - timedelta(hours=1)
    return prune(run, Registration.objects.filter(created_at__lt=old))


MAIL_REGISTRATION = JobKind(
    name="accounts.mail_registration",
    handle=_mail_registration,
    payload=RegistrationMailSerializer,
    time_limit_s=_TIME_LIMIT_S,
    max_attempts=_MAX_ATTEMPTS,
)
MAIL_PASSWORD_RESET = JobKind(
    name="accounts.mail_password_reset",
    handle=_mail_password_reset,
    payload=PasswordResetMailSerializer,
    time_limit_s=_TIME_LIMIT_S,
    max_attempts=_MAX_ATTEMPTS,
)
MAIL_EMAIL_CHANGE = JobKind(
    name="accounts.mail_email_change",
    handle=_mail_email_change,
    payload=EmailChangeMailSerializer,
    time_limit_s=_TIME_LIMIT_S,
    max_attempts=_MAX_ATTEMPTS,
)
DELETE_DUE = JobKind(name="accounts.delete_due", handle=_delete_due, payload=NothingSerializer, result=PrunedSerializer)
Schedule(kind=DELETE_DUE, every=timedelta(hours=1), offset=timedelta(minutes=37))

PRUNE_REGISTRATIONS = JobKind(
    name="accounts.prune_registrations", handle=_prune_registrations, payload=NothingSerializer, result=PrunedSerializer
)
Schedule(kind=PRUNE_REGISTRATIONS, every=timedelta(hours=1), offset=timedelta(minutes=47))
