from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.accounts.services.person_prove import person_prove
from marketplace.factors.models import AuthenticatorApp
from marketplace.factors.sealing import seal
from marketplace.factors.server_keys import server_keys
from marketplace.factors.totp import totp_secret_make, totp_uri
from throughline.http.errors import ApplicationError


@dataclass(frozen=True)
class NewApp:
    secret: str
    uri: str


def second_factor_begin(*, user: User, current_password: str, sid: str) -> NewApp:
    """A secret for an authenticator app, which counts once a code of it was given. The one begun before is forgotten.

    Raises ApplicationError: second_factor.already_on, and those of person_prove.
    """
    person_prove(user=user, current_password=current_password, sid=sid)
    secret = totp_secret_make()
    sealed = seal(secret, owner=str(user.pk), keys=server_keys())
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if AuthenticatorApp.objects.filter(user=user, confirmed_at__isnull=False).exists():
            raise ApplicationError("second_factor.already_on")
        AuthenticatorApp.objects.update_or_create(
            user=user, defaults={"sealed_secret": sealed, "last_step": 0, "begun_at": timezone.now()}
        )
    return NewApp(secret=secret, uri=totp_uri(secret, account=user.email))
