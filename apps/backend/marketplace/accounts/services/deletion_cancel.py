from uuid import UUID

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.versions import save_new_version
from throughline.tokens.device import Device


@transaction.atomic
def deletion_cancel(*, context: RequestContext, device: Device, sid: str) -> None:
    """The account stays. Doing it twice, or where nothing was asked, is fine."""
    user = User.objects.select_for_update().get(pk=actor_of(context))
    if user.deletion_at is None:
        return
    user.deletion_at = None
    save_new_version(user, "deletion_at")
    kind = SecurityEvent.Kind.DELETION_CANCELLED
    security_event_record(context=context, user_id=user.pk, kind=kind, device=device, session_id=UUID(sid))
