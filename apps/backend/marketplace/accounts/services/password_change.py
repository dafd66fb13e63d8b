from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import save_new_version
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import families_revoke


@transaction.atomic
def password_change(*, context: RequestContext, current_password: str, new_password: str, sid: str) -> None:
    """A new password; every session of the person but `sid` ends. Raises ApplicationError: validation.failed."""
    user = User.objects.select_for_update().get(pk=actor_of(context))
    if not user.check_password(current_password):
        raise ApplicationError(
            "validation.failed", fields={"current_password": [gettext("This is not your password.")]}
        )
    try:
        validate_password(new_password, user)
    except ValidationError as error:
        raise ApplicationError("validation.failed", fields={"new_password": error.messages}) from error
    user.set_password(new_password)
    save_new_version(user, "password")
    families_revoke(user=user, reason=RefreshFamily.RevokedReason.PASSWORD_CHANGED, except_sid=sid)
