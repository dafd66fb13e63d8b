from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from marketplace.accounts.jobs import MAIL_EMAIL_CHANGE
from marketplace.accounts.limits import mail_limits
from marketplace.accounts.link_tokens import EMAIL_CHANGE
from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.accounts.services.person_prove import person_prove
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.tokens.device import Device
from throughline.tokens.limits.failure_counts import count_failure


def email_change_ask(
    *, context: RequestContext, device: Device, sid: str, current_password: str, new_email: str
) -> None:
    """Sends a link to the new address, and a notice to the old one: with a new password the link is worth nothing.

    Does the same whether or not the new address has an account. Raises ApplicationError: validation.failed,
    account.sign_in_again, http.too_many_requests.
    """
    user = User.objects.get(pk=actor_of(context))
    person_prove(user=user, current_password=current_password, sid=sid)
    address = new_email.lower()
    if address == user.email:
        raise ApplicationError("validation.failed", fields={"new_email": [gettext("This is your address already.")]})
    count_failure(mail_limits(EMAIL_CHANGE, email=address, device=device))
    with transaction.atomic():
        job_enqueue(
            MAIL_EMAIL_CHANGE,
            {"user_id": str(user.pk), "new_email": address},
            context=replace(context, actor_id=None, company_id=None),
        )
        security_event_record(
            context=context,
            user_id=user.pk,
            kind=SecurityEvent.Kind.EMAIL_CHANGE_ASKED,
            device=device,
            detail={"new_email": address},
            session_id=UUID(sid),
        )
