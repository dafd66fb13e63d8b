from dataclasses import dataclass
from datetime import datetime

from marketplace.accounts.models import User
from marketplace.factors.models import AuthenticatorApp, RecoveryCode


@dataclass(frozen=True, kw_only=True)
class SecondFactorState:
    is_on: bool
    since: datetime | None
    recovery_codes_left: int


def is_second_factor_on(user: User) -> bool:
    return AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).exists()


def second_factor_state(user: User) -> SecondFactorState:
    app = AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).first()
    return SecondFactorState(
        is_on=app is not None,
        since=None if app is None else app.confirmed_at,
        recovery_codes_left=RecoveryCode.objects.filter(user=user, used_at__isnull=True).count(),
    )
