from django.db import transaction

from marketplace.accounts.selectors.actor import actor_of
from marketplace.companies.models import Company, CompanyEvent, Membership
from marketplace.companies.services.company_event_record import company_event_record
from throughline.http.context import RequestContext


@transaction.atomic
def company_create(*, context: RequestContext, name: str) -> Company:
    """A new company; the person who creates it is its owner. Raises Django's ValidationError."""
    company = Company(name=name)
    company.full_clean()
    company.save(force_insert=True)
    Membership.objects.create(company=company, user_id=actor_of(context), role=Membership.Role.OWNER)
    company_event_record(context=context, company=company, kind=CompanyEvent.Kind.CREATED)
    return company
