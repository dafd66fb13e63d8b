from django.db import transaction

from marketplace.accounts.models import User
from marketplace.companies.departures import member_departed
from marketplace.companies.models import Company, CompanyEvent, Invitation, Membership
from marketplace.companies.services.company_event_record import member_event_record
from throughline.http.context import RequestContext
from throughline.http.versions import save_new_version

# Who comes first takes over a company that has lost its only owner.
_SUCCESSION = (Membership.Role.MANAGER, Membership.Role.MEMBER, Membership.Role.VIEWER)


@transaction.atomic
def companies_leave(*, context: RequestContext, user_id: str) -> None:
    """Takes a person whose account is deleted out of their companies.

    A company whose only owner they were goes to the manager who is there longest, else to the member, else to the
    viewer; one without others keeps nobody. Their address goes out of every company's invitations and log.
    """
    # Locked in the order of ids, so that two at once do not wait for each other.
    companies = Company.objects.select_for_update().filter(memberships__user_id=user_id)
    for company in companies.order_by("pk"):
        member_departed(context=context, company_id=str(company.pk), user_id=user_id)
        member = Membership.objects.get(company=company, user_id=user_id)
        member_event_record(context=context, member=member, kind=CompanyEvent.Kind.MEMBER_LEFT)
        member.delete()
        _require_owner(context, company)
    email = User.objects.get(pk=user_id).email
    Invitation.objects.filter(email=email).delete()
    CompanyEvent.objects.filter(email=email).update(email="")


def _require_owner(context: RequestContext, company: Company) -> None:
    members = Membership.objects.select_for_update().filter(company=company).order_by("created_at", "pk")
    by_role = {role: [member for member in members if member.role == role] for role in Membership.Role}
    heir = next((by_role[role][0] for role in _SUCCESSION if by_role[role]), None)
    if heir is not None and not by_role[Membership.Role.OWNER]:
        previous_role, heir.role = heir.role, Membership.Role.OWNER
        save_new_version(heir, "role")
        kind = CompanyEvent.Kind.OWNER_SUCCEEDED
        member_event_record(context=context, member=heir, kind=kind, previous_role=previous_role)
