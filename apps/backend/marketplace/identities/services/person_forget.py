from marketplace.identities.models import Identity, SocialFlow
from throughline.http.context import RequestContext


def person_forget(*, context: RequestContext, user_id: str) -> None:
    """Their account is deleted: what services know of them goes, and signs nobody in any more."""
    Identity.objects.filter(user_id=user_id).delete()
    SocialFlow.objects.filter(user_id=user_id).delete()
