from django.db import transaction

from throughline.http.errors import ApplicationError
from throughline.tokens.claims import ClaimValue
from throughline.tokens.models import RefreshFamily
from throughline.tokens.token_pair import access_token


@transaction.atomic
def family_context_set(*, sid: str, context: dict[str, ClaimValue]) -> str:
    """Gives a session another context and returns an access token that carries it; the refresh token stays valid.

    Raises ApplicationError: auth.session_revoked.
    """
    family = RefreshFamily.objects.select_for_update().filter(pk=sid, revoked_at__isnull=True).first()
    if family is None:
        raise ApplicationError("auth.session_revoked")
    family.context = context
    family.save(update_fields=["context"])
    return access_token(family=family)
