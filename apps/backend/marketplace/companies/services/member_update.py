from typing import TypedDict

from django.db import transaction

from marketplace.companies.models import CompanyEvent, Membership
from marketplace.companies.services.company_event_record import member_event_record
from marketplace.companies.services.company_lock import company_lock
from marketplace.companies.services.role_rules import require_may_give, require_other_owner
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import Precondition, save_new_version


class MemberChanges(TypedDict, total=False):
    role: str


@transaction.atomic
def member_update(
    *, context: RequestContext, company_id: str, member_id: str, precondition: Precondition, changes: MemberChanges
) -> Membership:
    """Owners and managers; the role of an owner is given and taken by owners alone.

    Raises ApplicationError: company.not_found, company.member_not_found, company.last_owner, auth.permission_denied,
    http.precondition_failed.
    """
    company, actor = company_lock(
        context=context, company_id=company_id, allowed=(Membership.Role.OWNER, Membership.Role.MANAGER)
    )
    member = Membership.objects.select_related("user").filter(pk=member_id, company=company).first()
    if member is None:
        raise ApplicationError("company.member_not_found")
    precondition.require(member)
    role = changes.get("role", member.role)
    if role == member.role:
        return member
    require_may_give(actor=actor, roles=(member.role, role))
    if role != Membership.Role.OWNER:
        require_other_owner(member=member)
    previous_role, member.role = member.role, role
    save_new_version(member, "role")
    kind = CompanyEvent.Kind.ROLE_CHANGED
    member_event_record(context=context, member=member, kind=kind, previous_role=previous_role)
    return member
