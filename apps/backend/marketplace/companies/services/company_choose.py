from django.db import transaction
from django.utils import timezone

from marketplace.accounts.selectors.actor import actor_of
from marketplace.companies.models import Membership
from marketplace.companies.selectors.memberships import membership_of
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


@transaction.atomic
def company_choose(*, context: RequestContext, company_id: str | None) -> None:
    """What the person's next sign-in acts for: a company, or with None the person alone.

    Raises ApplicationError: company.not_found.
    """
    if company_id is not None and membership_of(company_id=company_id, user_id=context.actor_id) is None:
        raise ApplicationError("company.not_found")
    mine = Membership.objects.filter(user_id=actor_of(context))
    mine.filter(chosen_at__isnull=False).update(chosen_at=None)
    if company_id is not None:
        mine.filter(company_id=company_id).update(chosen_at=timezone.now())
