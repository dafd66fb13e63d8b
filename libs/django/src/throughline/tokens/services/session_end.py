from django.db import transaction

from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.models import RefreshFamily
from throughline.tokens.services.family_revoke import family_revoke
from throughline.tokens.services.refresh_ids import refresh_ids


@transaction.atomic
def session_end(*, context: RequestContext, refresh: str) -> None:
    """Signs out the session that a refresh token belongs to, whichever of its tokens it is. Doing it twice is fine.

    Raises ApplicationError: auth.token_expired, auth.token_invalid.
    """
    ids = refresh_ids(refresh)
    family = RefreshFamily.objects.filter(pk=ids.family_id).first()
    if family is None:
        raise ApplicationError("auth.token_invalid")
    family_revoke(context=context, family=family, reason=RefreshFamily.RevokedReason.SIGNED_OUT)
