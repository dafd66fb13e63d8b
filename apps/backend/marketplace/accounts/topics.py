from collections.abc import Collection, Sequence

from throughline.http.context import RequestContext
from throughline.topics.kinds import TopicKind


def readable_users(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    """Everybody follows themselves."""
    return {user_id for user_id in ids if user_id == context.actor_id}


USER_TOPICS = TopicKind("user", readable_users)
