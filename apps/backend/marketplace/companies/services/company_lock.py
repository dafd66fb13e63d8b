from marketplace.companies.models import Company, Membership
from marketplace.companies.selectors.memberships import membership_of
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def company_lock(
    *, context: RequestContext, company_id: str, allowed: tuple[Membership.Role, ...]
) -> tuple[Company, Membership]:
    """Locks a company for a write of the person, and returns it with their place in it.

    The lock puts changes of its members in a row: two owners who leave at once cannot both be "not the last".

    Raises ApplicationError: company.not_found, auth.permission_denied.
    """
    company = Company.objects.select_for_update().filter(pk=company_id).first()
    membership = membership_of(company_id=company_id, user_id=context.actor_id)
    if company is None or membership is None:
        raise ApplicationError("company.not_found")
    if membership.role not in allowed:
        raise ApplicationError("auth.permission_denied")
    return company, membership
