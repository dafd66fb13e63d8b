from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.factors.models import Passkey
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from marketplace.ways_in import ways_in
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device


@transaction.atomic
def passkey_remove(*, context: RequestContext, passkey_id: str, device: Device) -> None:
    """Nobody signs in by it again. Raises ApplicationError: passkey.not_found, passkey.last_way_in."""
    user = User.objects.select_for_update().get(pk=actor_of(context))
    passkey = Passkey.objects.filter(pk=passkey_id, user=user).first()
    if passkey is None:
        raise ApplicationError("passkey.not_found")
    if ways_in(user) <= 1:
        raise ApplicationError("passkey.last_way_in")
    passkey.delete()
    kind, detail = SecurityEvent.Kind.PASSKEY_REMOVED, {"name": passkey.name}
    security_event_record(context=context, user_id=user.pk, kind=kind, device=device, detail=detail)
