from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def actor_of(context: RequestContext) -> str:
    """The id of the person who asks. Raises ApplicationError auth.not_authenticated for nobody."""
    if context.actor_id is None:
        raise ApplicationError("auth.not_authenticated")
    return context.actor_id
