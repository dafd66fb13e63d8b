from typing import Any, Final

from marketplace.accounts.models import User
from marketplace.accounts.services.person_prove import person_prove
from marketplace.factors.ceremonies import registration_options
from marketplace.factors.models import Passkey
from throughline.http.errors import ApplicationError

MAXIMUM_PASSKEYS: Final = 20


def passkey_begin(*, user: User, current_password: str, sid: str) -> dict[str, Any]:
    """What the browser needs to make a passkey for this person, who is asked to prove who they are.

    Raises ApplicationError: passkey.too_many, and those of person_prove.
    """
    person_prove(user=user, current_password=current_password, sid=sid)
    existing = list(Passkey.objects.filter(user=user))
    if len(existing) >= MAXIMUM_PASSKEYS:
        raise ApplicationError("passkey.too_many")
    return registration_options(user, existing)
