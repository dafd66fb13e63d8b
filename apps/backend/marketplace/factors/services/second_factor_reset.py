from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.factors.models import AuthenticatorApp, RecoveryCode
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import families_revoke


@dataclass(frozen=True, slots=True)
class SecondFactorReset:
    user: User
    sessions_ended: int


@transaction.atomic
def second_factor_reset(*, context: RequestContext, name: str) -> SecondFactorReset:
    """For who has lost app and recovery codes: the password is enough again, and every session ends.

    `name` is a user name or an address. Made by an operator, who has made sure of the person; passkeys and connected
    accounts stay. Raises User.DoesNotExist, also for an account that is deleted or inactive; ApplicationError:
    second_factor.not_on.
    """
    wanted = name.lower()
    user = User.objects.select_for_update().get(Q(username=wanted) | Q(email=wanted), is_active=True)
    deleted, _ = AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).delete()
    if deleted == 0:
        raise ApplicationError("second_factor.not_on")
    RecoveryCode.objects.filter(user=user).delete()
    ended = families_revoke(context=context, user_id=user.pk, reason=RefreshFamily.RevokedReason.ENDED_BY_OPERATOR)
    security_event_record(context=context, user_id=user.pk, kind=SecurityEvent.Kind.SECOND_FACTOR_RESET)
    return SecondFactorReset(user=user, sessions_ended=ended)
