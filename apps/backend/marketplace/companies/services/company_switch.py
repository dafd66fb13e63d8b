from django.db import transaction

from marketplace.companies.services.company_choose import company_choose
from throughline.http.context import RequestContext
from throughline.tokens.services.family_context_set import family_context_set


@transaction.atomic
def company_switch(*, context: RequestContext, sid: str, company_id: str | None) -> str:
    """From now on this session, and the person's next sign-in, act for a company or with None for the person alone.

    Returns a new access token. Raises ApplicationError: company.not_found, auth.session_revoked.
    """
    company_choose(context=context, company_id=company_id)
    return family_context_set(sid=sid, context={"company_id": company_id})
