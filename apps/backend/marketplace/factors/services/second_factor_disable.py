from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.services.person_prove import person_prove
from marketplace.factors.models import AuthenticatorApp, RecoveryCode
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device


def second_factor_disable(
    *, context: RequestContext, user: User, current_password: str, sid: str, device: Device
) -> None:
    """From now on the password is enough; app and recovery codes are forgotten.

    Raises ApplicationError: second_factor.not_on, and those of person_prove.
    """
    person_prove(user=user, current_password=current_password, sid=sid)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        deleted, _ = AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).delete()
        if deleted == 0:
            raise ApplicationError("second_factor.not_on")
        RecoveryCode.objects.filter(user=user).delete()
        kind = SecurityEvent.Kind.SECOND_FACTOR_DISABLED
        security_event_record(context=context, user_id=user.pk, kind=kind, device=device)
