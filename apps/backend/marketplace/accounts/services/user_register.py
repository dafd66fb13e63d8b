from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from marketplace.accounts.models import User
from marketplace.accounts.services.new_password import require_good_password
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


@transaction.atomic
def user_register(
    *,
    context: RequestContext,
    username: str,
    email: str,
    password: str,
    display_name: str,
    role: str,
    language: str = User.Language.ENGLISH,
    time_zone: str = "UTC",
) -> User:
    """A new person, of whom the caller knows that the address is theirs. Nobody registers as an admin.

    Raises ApplicationError: validation.failed (also for a name or address that is taken); Django's ValidationError.
    """
    if role not in (User.Role.CLIENT, User.Role.DEVELOPER):
        raise ApplicationError("validation.failed", fields={"role": [gettext("Choose client or developer.")]})
    user = User(
        username=username.lower(),
        email=email.lower(),
        display_name=display_name,
        role=role,
        language=language,
        time_zone=time_zone,
    )
    require_good_password(password, user, field="password")
    user.set_password(password)
    user.full_clean()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        # Someone took the name or address since it was looked for: look again, for the same answer as usual.
        user.full_clean()
        raise
    return user
