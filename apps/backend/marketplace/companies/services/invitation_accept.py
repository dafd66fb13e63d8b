from django.db import transaction

from marketplace.companies.models import Company, CompanyEvent, Membership
from marketplace.companies.services.company_event_record import member_event_record
from marketplace.companies.services.invitation_lock import invitation_lock
from throughline.http.context import RequestContext


@transaction.atomic
def invitation_accept(*, context: RequestContext, invitation_id: str) -> Company:
    """The person becomes a member; a role that they have in the company already stays as it is.

    Raises ApplicationError: company.invitation_not_found, company.invitation_expired.
    """
    invitation, user = invitation_lock(context=context, invitation_id=invitation_id)
    company = invitation.company
    member, is_new = Membership.objects.get_or_create(company=company, user=user, defaults={"role": invitation.role})
    if is_new:
        member_event_record(context=context, member=member, kind=CompanyEvent.Kind.INVITATION_ACCEPTED)
    invitation.delete()
    return company
