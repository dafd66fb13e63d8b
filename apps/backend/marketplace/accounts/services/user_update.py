from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext

from marketplace.accounts.announce import announce_person
from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import Precondition, save_new_version


class UserChanges(TypedDict, total=False):
    display_name: str
    role: str
    language: str
    time_zone: str


@transaction.atomic
def user_update(*, context: RequestContext, precondition: Precondition, changes: UserChanges) -> User:
    """What a person may change about themselves.

    Raises ApplicationError: http.precondition_failed, validation.failed (`role`, for an admin); Django's
    ValidationError.
    """
    user = User.objects.select_for_update().get(pk=actor_of(context))
    precondition.require(user)
    if not changes:
        return user
    if user.role == User.Role.ADMIN and changes.get("role", user.role) != user.role:
        message = gettext("Admins are made, and made others, by operators alone.")
        raise ApplicationError("validation.failed", fields={"role": [message]})
    for name, value in changes.items():
        setattr(user, name, value)
    user.full_clean()
    save_new_version(user, *changes)
    if not {"display_name", "role"}.isdisjoint(changes):
        announce_person(user, context=context)
    return user
