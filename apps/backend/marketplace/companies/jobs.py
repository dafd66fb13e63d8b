"""Mails of invitations, and their end. `throughline.jobs` finds this module by its name."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import override
from rest_framework import serializers

from marketplace.accounts.models import User
from marketplace.companies.messages import invitation_message
from marketplace.companies.models import Invitation
from marketplace.companies.services.invitation_expire import invitation_expire
from marketplace.mail.services.mail_send import mail_send
from throughline.jobs.housekeeping import NothingSerializer, PrunedSerializer
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind
from throughline.jobs.schedules import Schedule


class InvitationMailSerializer(serializers.Serializer[Any]):
    invitation_id = serializers.UUIDField()
    language = serializers.CharField(help_text="Of who invites, for an address without an account.")


def _mail_invitation(run: JobRun, payload: Mapping[str, Any]) -> None:
    invitations = Invitation.objects.select_related("company", "invited_by")
    invitation = invitations.filter(pk=payload["invitation_id"]).first()
    if invitation is None:
        return
    invited = User.objects.filter(email=invitation.email).first()
    with override(payload["language"] if invited is None else invited.language):
        mail_send(to=invitation.email, message=invitation_message(invitation), message_id=str(run.job_id))


def _expire_invitations(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    ids = list(Invitation.objects.filter(expires_at__lte=timezone.now()).order_by("pk").values_list("pk", flat=True))
    expired = 0
    for done, invitation_id in enumerate(ids):
        run.progress(done, len(ids))
        expired += invitation_expire(context=run.context, invitation_id=invitation_id)
    return {"deleted": expired}


MAIL_INVITATION = JobKind(
    name="companies.mail_invitation",
    handle=_mail_invitation,
    payload=InvitationMailSerializer,
    time_limit_s=60,
    # A mail server that is away for an hour is no reason to lose one.
    max_attempts=20,
)
EXPIRE_INVITATIONS = JobKind(
    name="companies.expire_invitations",
    handle=_expire_invitations,
    payload=NothingSerializer,
    result=PrunedSerializer,
)
Schedule(kind=EXPIRE_INVITATIONS, every=timedelta(hours=1), offset=timedelta(minutes=23))
