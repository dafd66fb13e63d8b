from dataclasses import replace

from django.db import transaction

from marketplace.accounts.link_states import credentials_state
from marketplace.accounts.link_tokens import PASSWORD_RESET, check_link_token, read_link_token
from marketplace.accounts.models import User
from marketplace.accounts.services.new_password import require_good_password
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import save_new_version
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import families_revoke


@transaction.atomic
def password_reset(*, context: RequestContext, device: Device, token: str, new_password: str) -> None:
    """A new password for who has the link; every session of the person ends. A second factor stays.

    Raises ApplicationError: account.link_invalid, account.link_expired, validation.failed.
    """
    link = read_link_token(token)
    user = User.objects.select_for_update().filter(pk=link.subject, is_active=True).first()
    if user is None:
        raise ApplicationError("account.link_invalid")
    check_link_token(PASSWORD_RESET, link, state=credentials_state(user))
    require_good_password(new_password, user, field="new_password")
    user.set_password(new_password)
    save_new_version(user, "password")
    own_context = replace(context, actor_id=str(user.pk))
    families_revoke(context=own_context, user_id=user.pk, reason=RefreshFamily.RevokedReason.PASSWORD_CHANGED)
    security_event_record(context=own_context, user_id=user.pk, kind=SecurityEvent.Kind.PASSWORD_RESET, device=device)
