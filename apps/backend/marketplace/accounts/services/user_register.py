from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from marketplace.accounts.models import User
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
    """A new person. Nobody registers as an admin.

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
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ApplicationError("validation.failed", fields={"password": error.messages}) from error
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
