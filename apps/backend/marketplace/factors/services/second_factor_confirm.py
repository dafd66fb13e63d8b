from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from marketplace.accounts.models import User
from marketplace.factors.limits import ENROLMENT_CODE
from marketplace.factors.models import AuthenticatorApp
from marketplace.factors.recovery_code_text import without_separators
from marketplace.factors.sealing import unseal
from marketplace.factors.server_keys import server_keys
from marketplace.factors.services.recovery_codes_make import recovery_codes_make
from marketplace.factors.totp import totp_step
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device
from throughline.tokens.limits.failure_counts import clear, count_failure, key_of

_BEGUN_IS_GOOD_FOR: Final = timedelta(minutes=15)


def second_factor_confirm(*, context: RequestContext, user: User, code: str, device: Device) -> list[str]:
    """Switches the second factor on by a code of the app that was begun. Returns the recovery codes, shown this once.

    Call it outside of a transaction, which the error would roll back together with the count of failures. Raises
    ApplicationError: second_factor.already_on, second_factor.not_begun; validation.failed for the code;
    http.too_many_requests.
    """
    limits = {key_of(ENROLMENT_CODE, str(user.pk)): ENROLMENT_CODE}
    count_failure(limits)
    codes = _switch_on(context, user, code, device)
    clear(limits)
    return codes


@transaction.atomic
def _switch_on(context: RequestContext, user: User, code: str, device: Device) -> list[str]:
    # The person's row first, as everywhere.
    User.objects.select_for_update().get(pk=user.pk)
    app = AuthenticatorApp.objects.filter(user=user).first()
    now = timezone.now()
    if app is not None and app.confirmed_at is not None:
        raise ApplicationError("second_factor.already_on")
    if app is None or app.begun_at < now - _BEGUN_IS_GOOD_FOR:
        raise ApplicationError("second_factor.not_begun")
    secret = unseal(app.sealed_secret, owner=str(user.pk), keys=server_keys())
    step = totp_step(secret, without_separators(code), now=now)
    if step is None:
        message = gettext("This is not the code that the app shows now. Check the clock of the device.")
        raise ApplicationError("validation.failed", fields={"code": [message]})
    app.confirmed_at, app.last_step = now, step
    app.save(update_fields=["confirmed_at", "last_step"])
    kind = SecurityEvent.Kind.SECOND_FACTOR_ENABLED
    security_event_record(context=context, user_id=user.pk, kind=kind, device=device)
    return recovery_codes_make(user=user)
