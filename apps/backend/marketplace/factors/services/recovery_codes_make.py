from typing import Final

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.factors.models import RecoveryCode
from marketplace.factors.recovery_code_text import recovery_code_digests, recovery_code_make, without_separators

_COUNT: Final = 10


@transaction.atomic
def recovery_codes_make(*, user: User) -> list[str]:
    """Ten codes in the place of those that the person had. Their text stands nowhere afterwards."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [recovery_code_make() for _ in range(_COUNT)]
    now = timezone.now()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=recovery_code_digests(without_separators(code))[0], created_at=now)
        for code in codes
    )
    return codes
