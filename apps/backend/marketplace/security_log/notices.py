"""What a person is told of at once, by mail and by an event to their open pages."""

from dataclasses import replace
from typing import Final

from django.utils import timezone

from marketplace.security_log.events import SECURITY_NOTED
from marketplace.security_log.jobs import SEND_NOTICE
from marketplace.security_log.models import SecurityEvent
from throughline.http.context import RequestContext
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.outbox.publish import publish

_Kind = SecurityEvent.Kind
# A sign-in too, but only from a new place.
NOTICED: Final = frozenset(
    {
        _Kind.TOKEN_REPLAYED,
        _Kind.PASSWORD_CHANGED,
        _Kind.PASSWORD_RESET,
        _Kind.EMAIL_CHANGE_ASKED,
        _Kind.EMAIL_CHANGED,
        _Kind.DELETION_ASKED,
        _Kind.DELETION_CANCELLED,
        _Kind.SECOND_FACTOR_ASKED,
        _Kind.SECOND_FACTOR_ENABLED,
        _Kind.SECOND_FACTOR_DISABLED,
        _Kind.SECOND_FACTOR_RESET,
        _Kind.RECOVERY_CODES_MADE,
        _Kind.RECOVERY_CODE_USED,
        _Kind.PASSKEY_ADDED,
        _Kind.PASSKEY_REMOVED,
        _Kind.IDENTITY_LINKED,
        _Kind.IDENTITY_UNLINKED,
    }
)


def notice_send(*, context: RequestContext, event: SecurityEvent) -> None:
    """In the transaction of the event, so that neither is there without the other."""
    user = event.user
    if user is None:
        raise ValueError(f"{event.kind} of nobody is told to nobody.")
    publish(
        SECURITY_NOTED,
        topics=[f"sessions_{user.pk}"],
        entity_id=event.pk,
        entity_version=1,
        data=event,
        context=context,
    )
    payload = {
        "to": user.email,
        "language": user.language,
        "kind": event.kind,
        "at": timezone.localtime(event.at).isoformat(),
        "time_zone": user.time_zone,
        "username": user.username,
        "device": event.device_name or event.user_agent,
        "address": event.address or "",
        "detail": event.detail,
    }
    # Nobody's: a job of the person's would stand among the work that they asked for.
    job_enqueue(SEND_NOTICE, payload, context=replace(context, actor_id=None, company_id=None))
