from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext

from marketplace.accounts.limits import password_limits
from marketplace.accounts.models import User
from throughline.http.errors import ApplicationError
from throughline.tokens.limits.failure_counts import clear, count_failure
from throughline.tokens.models import RefreshFamily

_RECENT: Final = timedelta(minutes=10)


def person_prove(*, user: User, current_password: str, sid: str) -> None:
    """That who asks for something grave is the person, not somebody at their open session.

    By the password; who has none (they sign in elsewhere, or by a passkey) by a session that began just now.

    Call it outside of a transaction, which the error would roll back together with the count of failures. Raises
    ApplicationError: validation.failed (`current_password`), account.sign_in_again, http.too_many_requests.
    """
    if not user.has_usable_password():
        if not RefreshFamily.objects.filter(pk=sid, created_at__gt=timezone.now() - _RECENT).exists():
            raise ApplicationError("account.sign_in_again")
        return
    limits = password_limits(user.pk)
    count_failure(limits)
    if not user.check_password(current_password):
        raise ApplicationError(
            "validation.failed", fields={"current_password": [gettext("This is not your password.")]}
        )
    clear(limits)
