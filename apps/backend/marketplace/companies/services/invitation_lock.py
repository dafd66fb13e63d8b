from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.companies.models import Invitation
from marketplace.companies.services.invitation_company_lock import invitation_company_lock
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def invitation_lock(*, context: RequestContext, invitation_id: str) -> tuple[Invitation, User]:
    """Locks the company of an invitation that the person may answer, and returns the invitation with the person.

    It is theirs while it stands and is addressed to the address of their account, which they have shown to own.

    Raises ApplicationError: company.invitation_not_found, also for one of other people; company.invitation_expired.
    """
    invitation_company_lock(invitation_id)
    user = User.objects.get(pk=actor_of(context))
    mine = Invitation.objects.select_related("company").filter(pk=invitation_id, email=user.email)
    invitation = mine.first()
    if invitation is None:
        raise ApplicationError("company.invitation_not_found")
    if invitation.expires_at <= timezone.now():
        raise ApplicationError("company.invitation_expired")
    return invitation, user
