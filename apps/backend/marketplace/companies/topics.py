from collections.abc import Collection, Sequence

from marketplace.companies.selectors.memberships import acting_membership
from throughline.http.context import RequestContext
from throughline.topics.kinds import TopicKind


def readable_companies(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    """The company that the person acts for, while they belong to it."""
    membership = acting_membership(context=context)
    return set() if membership is None else {str(membership.company_id)}.intersection(ids)


COMPANY_TOPICS = TopicKind("company", readable_companies)
