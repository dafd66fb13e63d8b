from dataclasses import replace

from django.db import transaction

from marketplace.accounts.jobs import MAIL_PASSWORD_RESET
from marketplace.accounts.limits import mail_limits
from marketplace.accounts.link_tokens import PASSWORD_RESET
from throughline.http.context import RequestContext
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.tokens.device import Device
from throughline.tokens.limits.failure_counts import count_failure


def password_reset_ask(*, context: RequestContext, device: Device, email: str) -> None:
    """Sends a link to the address if it is that of an account, which only the job finds out.

    So the answer and its time are the same for each address. Raises ApplicationError: http.too_many_requests.
    """
    address = email.lower()
    count_failure(mail_limits(PASSWORD_RESET, email=address, device=device))
    payload = {"email": address, "user_agent": device.user_agent, "address": device.address}
    with transaction.atomic():
        job_enqueue(MAIL_PASSWORD_RESET, payload, context=replace(context, actor_id=None, company_id=None))
