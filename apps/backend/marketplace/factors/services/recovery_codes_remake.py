from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.services.person_prove import person_prove
from marketplace.factors.selectors.second_factor import is_second_factor_on
from marketplace.factors.services.recovery_codes_make import recovery_codes_make
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device


def recovery_codes_remake(
    *, context: RequestContext, user: User, current_password: str, sid: str, device: Device
) -> list[str]:
    """Ten new recovery codes, shown this once; the old ones are worth nothing from now on.

    Raises ApplicationError: second_factor.not_on, and those of person_prove.
    """
    person_prove(user=user, current_password=current_password, sid=sid)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if not is_second_factor_on(user):
            raise ApplicationError("second_factor.not_on")
        kind = SecurityEvent.Kind.RECOVERY_CODES_MADE
        security_event_record(context=context, user_id=user.pk, kind=kind, device=device)
        return recovery_codes_make(user=user)
