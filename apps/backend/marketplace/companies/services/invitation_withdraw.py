from django.db import transaction

from marketplace.companies.models import CompanyEvent, Invitation, Membership
from marketplace.companies.services.company_event_record import invitation_event_record
from marketplace.companies.services.company_lock import company_lock
from marketplace.companies.services.role_rules import require_may_give
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


@transaction.atomic
def invitation_withdraw(*, context: RequestContext, company_id: str, invitation_id: str) -> None:
    """Owners and managers; an owner's invitation is withdrawn by owners alone.

    Raises ApplicationError: company.not_found, company.invitation_not_found, auth.permission_denied.
    """
    allowed = (Membership.Role.OWNER, Membership.Role.MANAGER)
    company, actor = company_lock(context=context, company_id=company_id, allowed=allowed)
    invitation = Invitation.objects.select_related("company").filter(pk=invitation_id, company=company).first()
    if invitation is None:
        raise ApplicationError("company.invitation_not_found")
    require_may_give(actor=actor, roles=(invitation.role,))
    invitation_event_record(context=context, invitation=invitation, kind=CompanyEvent.Kind.INVITATION_WITHDRAWN)
    invitation.delete()
