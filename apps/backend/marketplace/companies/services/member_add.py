from django.db import transaction
from django.utils.translation import gettext

from marketplace.accounts.models import User
from marketplace.companies.models import CompanyEvent, Invitation, Membership
from marketplace.companies.services.company_event_record import member_event_record
from marketplace.companies.services.company_lock import company_lock
from marketplace.companies.services.role_rules import require_may_give
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


@transaction.atomic
def member_add(*, context: RequestContext, company_id: str, username: str, role: str) -> Membership:
    """Owners and managers; only an owner makes an owner.

    Raises ApplicationError: company.not_found, auth.permission_denied, company.member_exists, validation.failed.
    """
    company, actor = company_lock(
        context=context, company_id=company_id, allowed=(Membership.Role.OWNER, Membership.Role.MANAGER)
    )
    require_may_give(actor=actor, roles=(role,))
    user = User.objects.filter(username=username.lower(), is_active=True).first()
    if user is None:
        raise ApplicationError(
            "validation.failed", fields={"username": [gettext("There is nobody with this user name.")]}
        )
    if Membership.objects.filter(company=company, user=user).exists():
        raise ApplicationError("company.member_exists")
    member = Membership.objects.create(company=company, user=user, role=role)
    Invitation.objects.filter(company=company, email=user.email).delete()
    member_event_record(context=context, member=member, kind=CompanyEvent.Kind.MEMBER_ADDED)
    return member
