from uuid import UUID

from django.db import transaction
from django.utils import timezone

from marketplace.companies.models import CompanyEvent, Invitation
from marketplace.companies.services.company_event_record import invitation_event_record
from marketplace.companies.services.invitation_company_lock import invitation_company_lock
from throughline.http.context import RequestContext


@transaction.atomic
def invitation_expire(*, context: RequestContext, invitation_id: UUID) -> bool:
    """Takes one away that nobody has answered in time. Returns whether there was anything to do."""
    invitation_company_lock(invitation_id)
    expired = Invitation.objects.select_related("company").filter(pk=invitation_id, expires_at__lte=timezone.now())
    invitation = expired.first()
    if invitation is None:
        return False
    invitation_event_record(context=context, invitation=invitation, kind=CompanyEvent.Kind.INVITATION_EXPIRED)
    invitation.delete()
    return True
