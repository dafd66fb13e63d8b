from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.tokens.device import Device
from throughline.tokens.limits.address_group import address_group

_ONCE_IN: Final = timedelta(hours=1)


@transaction.atomic
def second_factor_asked_record(*, context: RequestContext, user_id: str, device: Device) -> None:
    """Tells a person that somebody had their password and gave no code; once an hour for one place."""
    # Of two at the same moment the second finds the event of the first.
    User.objects.select_for_update().get(pk=user_id)
    kind = SecurityEvent.Kind.SECOND_FACTOR_ASKED
    recent = SecurityEvent.objects.filter(user_id=user_id, kind=kind, at__gt=timezone.now() - _ONCE_IN)
    told = {address_group(address) for address in recent.values_list("address", flat=True)}
    if address_group(device.address) not in told:
        security_event_record(context=context, user_id=user_id, kind=kind, device=device)
