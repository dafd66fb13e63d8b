from uuid import UUID

from django.db import transaction

from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.models import RefreshFamily
from throughline.tokens.selectors.live_sessions import live_sessions
from throughline.tokens.services.family_revoke import families_revoke, family_revoke

_REASON = RefreshFamily.RevokedReason.ENDED_ELSEWHERE


@transaction.atomic
def own_session_end(*, context: RequestContext, session_id: UUID) -> None:
    """Ends a session of the person. Raises ApplicationError http.not_found for one that has ended or is not theirs."""
    family = live_sessions(context=context).filter(pk=session_id).first()
    if family is None:
        raise ApplicationError("http.not_found")
    family_revoke(context=context, family=family, reason=_REASON)


def own_sessions_end(*, context: RequestContext, except_sid: str | None) -> int:
    """Ends the person's sessions, all or all but one. Returns how many were ended."""
    return families_revoke(context=context, user_id=context.actor_id, reason=_REASON, except_sid=except_sid)
