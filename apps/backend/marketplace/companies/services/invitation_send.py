from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from marketplace.companies.jobs import MAIL_INVITATION
from marketplace.companies.limits import invitation_limits
from marketplace.companies.models import INVITATION_LIFETIME, Company, CompanyEvent, Invitation, Membership
from marketplace.companies.services.company_event_record import invitation_event_record
from marketplace.companies.services.company_lock import company_lock
from marketplace.companies.services.role_rules import require_may_give
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.tokens.device import Device
from throughline.tokens.limits.failure_counts import count_failure


def invitation_send(*, context: RequestContext, device: Device, company_id: str, email: str, role: str) -> Invitation:
    """Owners and managers invite an address, by mail; only an owner invites an owner.

    Does the same whether or not the address has an account. Raises ApplicationError: company.not_found,
    auth.permission_denied, company.member_exists, company.invitation_exists, http.too_many_requests.
    """
    address = email.lower()
    # Before the limits: who may not invite uses up nobody's tries.
    with transaction.atomic():
        _lock(context, company_id, role)
    count_failure(invitation_limits(email=address, device=device))
    with transaction.atomic():
        company, actor = _lock(context, company_id, role)
        if Membership.objects.filter(company=company, user__email=address).exists():
            raise ApplicationError("company.member_exists")
        now = timezone.now()
        if Invitation.objects.filter(company=company, email=address, expires_at__gt=now).exists():
            raise ApplicationError("company.invitation_exists")
        # One that has expired, until its job has taken it away.
        Invitation.objects.filter(company=company, email=address).delete()
        invitation = Invitation.objects.create(
            company=company, email=address, role=role, invited_by=actor.user, expires_at=now + INVITATION_LIFETIME
        )
        invitation_event_record(context=context, invitation=invitation, kind=CompanyEvent.Kind.INVITATION_SENT)
        # Nobody's: a job of the person's would stand among the work that they asked for.
        payload = {"invitation_id": str(invitation.pk), "language": context.language}
        job_enqueue(MAIL_INVITATION, payload, context=replace(context, actor_id=None, company_id=None))
    return invitation


def _lock(context: RequestContext, company_id: str, role: str) -> tuple[Company, Membership]:
    allowed = (Membership.Role.OWNER, Membership.Role.MANAGER)
    company, actor = company_lock(context=context, company_id=company_id, allowed=allowed)
    require_may_give(actor=actor, roles=(role,))
    return company, actor
