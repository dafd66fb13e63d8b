from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from marketplace.accounts.models import User
from throughline.http.errors import ApplicationError


def require_good_password(password: str, user: User, *, field: str) -> None:
    """The rules of AUTH_PASSWORD_VALIDATORS. Raises ApplicationError: validation.failed at `field`."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ApplicationError("validation.failed", fields={field: error.messages}) from error
