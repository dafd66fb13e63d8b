from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.accounts.services.person_prove import person_prove
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.versions import save_new_version
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import families_revoke


def deletion_ask(*, context: RequestContext, device: Device, sid: str, current_password: str) -> datetime:
    """The account will be deleted after ACCOUNT_DELETION_GRACE, and every session ends now. Returns when.

    Whoever signs in until then can take it back. Asked once more it stays as it was asked first.

    Raises ApplicationError: validation.failed, account.sign_in_again, http.too_many_requests.
    """
    person_prove(user=User.objects.get(pk=actor_of(context)), current_password=current_password, sid=sid)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=actor_of(context))
        if user.deletion_at is None:
            user.deletion_at = timezone.now() + settings.ACCOUNT_DELETION_GRACE
            save_new_version(user, "deletion_at")
            kind = SecurityEvent.Kind.DELETION_ASKED
            security_event_record(context=context, user_id=user.pk, kind=kind, device=device, session_id=UUID(sid))
        families_revoke(context=context, user_id=user.pk, reason=RefreshFamily.RevokedReason.ENDED_ELSEWHERE)
        return user.deletion_at
