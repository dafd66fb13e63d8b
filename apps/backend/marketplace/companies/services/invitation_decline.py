from django.db import transaction

from marketplace.companies.models import CompanyEvent
from marketplace.companies.services.company_event_record import invitation_event_record
from marketplace.companies.services.invitation_lock import invitation_lock
from throughline.http.context import RequestContext


@transaction.atomic
def invitation_decline(*, context: RequestContext, invitation_id: str) -> None:
    """Raises ApplicationError: company.invitation_not_found, company.invitation_expired."""
    invitation, _ = invitation_lock(context=context, invitation_id=invitation_id)
    invitation_event_record(context=context, invitation=invitation, kind=CompanyEvent.Kind.INVITATION_DECLINED)
    invitation.delete()
