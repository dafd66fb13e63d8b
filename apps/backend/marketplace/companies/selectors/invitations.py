from django.db.models import QuerySet
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.companies.models import Invitation, Membership
from marketplace.companies.selectors.companies import company_get
from marketplace.companies.selectors.memberships import require_role
from throughline.http.context import RequestContext


def invitations_of(*, context: RequestContext, company_id: str) -> QuerySet[Invitation]:
    """Those that wait for an answer; owners and managers see them.

    Raises ApplicationError: company.not_found, auth.permission_denied.
    """
    company = company_get(context=context, company_id=company_id)
    require_role(context=context, company=company, allowed=(Membership.Role.OWNER, Membership.Role.MANAGER))
    return _open().filter(company=company)


def own_invitations(*, context: RequestContext) -> QuerySet[Invitation]:
    """Those to the person's address that wait for their answer."""
    return _open().filter(email=User.objects.get(pk=actor_of(context)).email)


def _open() -> QuerySet[Invitation]:
    return Invitation.objects.filter(expires_at__gt=timezone.now()).select_related("company", "invited_by")
