from uuid import UUID

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.accounts.services.new_password import require_good_password
from marketplace.accounts.services.person_prove import person_prove
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.versions import save_new_version
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import families_revoke


def password_change(
    *, context: RequestContext, device: Device, sid: str, current_password: str, new_password: str
) -> None:
    """A new password; every session of the person but `sid` ends.

    Raises ApplicationError: validation.failed, account.sign_in_again, http.too_many_requests.
    """
    person_prove(user=User.objects.get(pk=actor_of(context)), current_password=current_password, sid=sid)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=actor_of(context))
        require_good_password(new_password, user, field="new_password")
        user.set_password(new_password)
        save_new_version(user, "password")
        reason = RefreshFamily.RevokedReason.PASSWORD_CHANGED
        families_revoke(context=context, user_id=user.pk, reason=reason, except_sid=sid)
        kind = SecurityEvent.Kind.PASSWORD_CHANGED
        security_event_record(context=context, user_id=user.pk, kind=kind, device=device, session_id=UUID(sid))
