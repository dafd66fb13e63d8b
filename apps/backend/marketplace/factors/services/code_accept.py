import re
from typing import Final

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.factors.models import AuthenticatorApp, RecoveryCode
from marketplace.factors.recovery_code_text import recovery_code_digests, without_separators
from marketplace.factors.sealing import unseal
from marketplace.factors.server_keys import server_keys
from marketplace.factors.totp import totp_step
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.tokens.device import Device

_SIX_DIGITS: Final = re.compile(r"[0-9]{6}")


@transaction.atomic
def code_accept(*, context: RequestContext, user: User, code: str, device: Device) -> bool:
    """Whether this is a code of the person's app or one of their recovery codes. It is used up by that.

    Of an app's codes none is accepted that is as old as the last one or older (RFC 6238, section 5.2).
    """
    # The lock makes the same code of two requests come one after the other.
    app = AuthenticatorApp.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
    if app is None:
        return False
    typed = without_separators(code)
    if _SIX_DIGITS.fullmatch(typed):
        return _app_code_accept(app, typed)
    return _recovery_code_accept(context, user, typed, device)


def _app_code_accept(app: AuthenticatorApp, code: str) -> bool:
    secret = unseal(app.sealed_secret, owner=str(app.user_id), keys=server_keys())
    step = totp_step(secret, code, now=timezone.now())
    if step is None or step <= app.last_step:
        return False
    app.last_step = step
    app.save(update_fields=["last_step"])
    return True


def _recovery_code_accept(context: RequestContext, user: User, code: str, device: Device) -> bool:
    unused = RecoveryCode.objects.filter(user=user, used_at__isnull=True)
    if unused.filter(digest__in=recovery_code_digests(code)).update(used_at=timezone.now()) == 0:
        return False
    kind = SecurityEvent.Kind.RECOVERY_CODE_USED
    detail = {"left": str(unused.count())}
    security_event_record(context=context, user_id=user.pk, kind=kind, device=device, detail=detail)
    return True
