from dataclasses import replace

from django.db import IntegrityError, transaction

from marketplace.accounts.link_states import credentials_state
from marketplace.accounts.link_tokens import EMAIL_CHANGE, check_link_token, read_link_token
from marketplace.accounts.models import User
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import save_new_version
from throughline.tokens.device import Device


@transaction.atomic
def email_change_confirm(*, context: RequestContext, device: Device, token: str) -> None:
    """The new address takes the place of the old one, which gets a notice.

    Raises ApplicationError: account.link_invalid, also for an address that somebody else has got in the meantime;
    account.link_expired.
    """
    link = read_link_token(token)
    user = User.objects.select_for_update().filter(pk=link.subject, is_active=True).first()
    if user is None:
        raise ApplicationError("account.link_invalid")
    check_link_token(EMAIL_CHANGE, link, state=credentials_state(user))
    # Before the change: the notice goes to the address that the person has now.
    security_event_record(
        context=replace(context, actor_id=str(user.pk)),
        user_id=user.pk,
        kind=SecurityEvent.Kind.EMAIL_CHANGED,
        device=device,
        detail={"new_email": link.carried},
    )
    user.email, user.email_changes = link.carried, user.email_changes + 1
    try:
        with transaction.atomic():
            save_new_version(user, "email", "email_changes")
    except IntegrityError as error:
        raise ApplicationError("account.link_invalid") from error
