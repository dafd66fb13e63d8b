"""The topics of sessions. The topics app finds this module by its name."""

from collections.abc import Collection, Sequence

from throughline.http.context import RequestContext
from throughline.topics.kinds import TopicKind


def _own(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    """A person follows their own sessions."""
    return {user_id for user_id in ids if user_id == context.actor_id}


def _nobodys(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    """What services tell each other is read by no person."""
    return ()


SESSIONS_TOPICS = TopicKind("sessions", _own)
INTERNAL_TOPICS = TopicKind("internal", _nobodys)
