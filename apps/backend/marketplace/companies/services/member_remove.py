from django.db import transaction

from marketplace.companies.departures import member_departed
from marketplace.companies.models import CompanyEvent, Membership
from marketplace.companies.services.company_event_record import member_event_record
from marketplace.companies.services.company_lock import company_lock
from marketplace.companies.services.role_rules import require_may_give, require_other_owner
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import Precondition


@transaction.atomic
def member_remove(*, context: RequestContext, company_id: str, member_id: str, precondition: Precondition) -> None:
    """Owners and managers remove others; everybody may leave. What other domains gave as members goes too.

    Raises ApplicationError: company.not_found, company.member_not_found, company.last_owner, auth.permission_denied,
    http.precondition_failed.
    """
    company, actor = company_lock(context=context, company_id=company_id, allowed=tuple(Membership.Role))
    member = Membership.objects.filter(pk=member_id, company=company).first()
    if member is None:
        raise ApplicationError("company.member_not_found")
    if member.pk != actor.pk:
        if actor.role not in (Membership.Role.OWNER, Membership.Role.MANAGER):
            raise ApplicationError("auth.permission_denied")
        require_may_give(actor=actor, roles=(member.role,))
    precondition.require(member)
    require_other_owner(member=member)
    member_departed(context=context, company_id=str(company.pk), user_id=str(member.user_id))
    kind = CompanyEvent.Kind.MEMBER_LEFT if member.pk == actor.pk else CompanyEvent.Kind.MEMBER_REMOVED
    member_event_record(context=context, member=member, kind=kind)
    member.delete()
