from django.db.models import QuerySet

from marketplace.companies.models import Company, Membership
from marketplace.companies.selectors.companies import company_get
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def acting_membership(*, context: RequestContext) -> Membership | None:
    """The person's place in the company that they act for, as it stands in the database now.

    None when they act for themselves, or belong to the company no longer although their token still names it.
    """
    return membership_of(company_id=context.company_id, user_id=context.actor_id)


def membership_of(*, company_id: str | None, user_id: str | None) -> Membership | None:
    if company_id is None or user_id is None:
        return None
    return Membership.objects.filter(company_id=company_id, user_id=user_id).first()


def require_role(*, context: RequestContext, company: Company, allowed: tuple[Membership.Role, ...]) -> None:
    """For reads that not every member has. Raises ApplicationError: auth.permission_denied."""
    membership = membership_of(company_id=str(company.pk), user_id=context.actor_id)
    if membership is None or membership.role not in allowed:
        raise ApplicationError("auth.permission_denied")


def members_of(*, context: RequestContext, company_id: str) -> QuerySet[Membership]:
    """Every member sees the others. Raises ApplicationError: company.not_found."""
    company = company_get(context=context, company_id=company_id)
    return Membership.objects.filter(company=company).select_related("user")
