from uuid import UUID

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.announce import announce_deleted
from marketplace.accounts.deletions import person_deleted
from marketplace.accounts.models import Registration, User
from throughline.http.context import RequestContext
from throughline.http.versions import save_new_version
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import families_revoke

_NAME = "Deleted account"


@transaction.atomic
def account_delete(*, context: RequestContext, user_id: UUID) -> bool:
    """Takes everything that tells of the person out of the account; name and address are free again.

    The row stays, so that what they did in the projects of others stays readable. Returns whether there was anything to
    do: nothing when they have taken it back since.
    """
    user = User.objects.select_for_update().filter(pk=user_id, deletion_at__lte=timezone.now()).first()
    if user is None:
        return False
    Registration.objects.filter(email=user.email).delete()
    # Before the rest: it writes into the log, which goes too.
    families_revoke(context=context, user_id=user.pk, reason=RefreshFamily.RevokedReason.ENDED_ELSEWHERE)
    person_deleted(context=context, user_id=str(user.pk))
    RefreshFamily.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.set_unusable_password()
    # Nobody can register either: no user name begins with this sign, no host has this ending (RFC 2606, section 2).
    user.username, user.email = f"~deleted-{user.pk.hex}", f"{user.pk.hex}@deleted.invalid"
    user.display_name, user.language, user.time_zone = _NAME, User.Language.ENGLISH, "UTC"
    user.is_active, user.is_superuser, user.last_login = False, False, None
    user.deletion_at, user.deleted_at = None, timezone.now()
    save_new_version(
        user,
        *("username", "email", "password", "display_name", "language", "time_zone"),
        *("is_active", "is_superuser", "last_login", "deletion_at", "deleted_at"),
    )
    announce_deleted(user, context=context)
    return True
