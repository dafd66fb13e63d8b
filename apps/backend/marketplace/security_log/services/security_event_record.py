from uuid import UUID

from django.db import transaction
from django.utils import timezone

from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.notices import NOTICED, notice_send
from throughline.http.context import RequestContext
from throughline.tokens.device import Device


@transaction.atomic
def security_event_record(
    *,
    context: RequestContext,
    user_id: UUID | str | None,
    kind: SecurityEvent.Kind,
    device: Device | None = None,
    detail: dict[str, str] | None = None,
    session_id: UUID | None = None,
) -> SecurityEvent:
    """Writes down what has happened to a person's account, and tells them by mail and event where it matters.

    Call it in the transaction of the change. The mail goes to the address that the person has in the database now.
    `user_id` None: a failed sign-in with a name that nobody has.
    """
    event = SecurityEvent.objects.create(
        user_id=user_id,
        kind=kind,
        at=timezone.now(),
        device_name="" if device is None else device.name,
        user_agent="" if device is None else device.user_agent,
        address=None if device is None else device.address,
        session_id=session_id,
        request_id=context.request_id,
        detail=detail or {},
    )
    if kind in NOTICED:
        notice_send(context=context, event=event)
    return event
