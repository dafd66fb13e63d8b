from typing import TypedDict

from django.db import transaction

from marketplace.companies.models import Company, CompanyEvent, Membership
from marketplace.companies.services.company_event_record import company_event_record
from marketplace.companies.services.company_lock import company_lock
from throughline.http.context import RequestContext
from throughline.http.versions import Precondition, save_new_version


class CompanyChanges(TypedDict, total=False):
    name: str


@transaction.atomic
def company_update(
    *, context: RequestContext, company_id: str, precondition: Precondition, changes: CompanyChanges
) -> Company:
    """Owners and managers.

    Raises ApplicationError: company.not_found, auth.permission_denied, http.precondition_failed; Django's
    ValidationError.
    """
    company, _ = company_lock(
        context=context, company_id=company_id, allowed=(Membership.Role.OWNER, Membership.Role.MANAGER)
    )
    precondition.require(company)
    if not changes:
        return company
    for field, value in changes.items():
        setattr(company, field, value)
    company.full_clean()
    save_new_version(company, *changes)
    company_event_record(context=context, company=company, kind=CompanyEvent.Kind.RENAMED)
    return company
