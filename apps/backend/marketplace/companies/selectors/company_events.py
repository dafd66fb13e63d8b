from django.db.models import QuerySet

from marketplace.companies.models import CompanyEvent, Membership
from marketplace.companies.selectors.companies import company_get
from marketplace.companies.selectors.memberships import require_role
from throughline.http.context import RequestContext


def company_events_of(*, context: RequestContext, company_id: str) -> QuerySet[CompanyEvent]:
    """Owners see what has happened. Raises ApplicationError: company.not_found, auth.permission_denied."""
    company = company_get(context=context, company_id=company_id)
    require_role(context=context, company=company, allowed=(Membership.Role.OWNER,))
    return CompanyEvent.objects.filter(company=company).select_related("actor", "person")
