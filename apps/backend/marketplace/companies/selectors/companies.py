from django.db.models import F, FilteredRelation, Q, QuerySet

from marketplace.companies.models import Company
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def companies_visible(*, context: RequestContext) -> QuerySet[Company]:
    """The companies that the person belongs to, each with `my_role`."""
    return (
        Company.objects.annotate(
            mine=FilteredRelation("memberships", condition=Q(memberships__user_id=context.actor_id))
        )
        .filter(mine__isnull=False)
        .annotate(my_role=F("mine__role"))
    )


def company_get(*, context: RequestContext, company_id: str) -> Company:
    """Raises ApplicationError: company.not_found, also for a company of other people."""
    company = companies_visible(context=context).filter(pk=company_id).first()
    if company is None:
        raise ApplicationError("company.not_found")
    return company
