from marketplace.accounts.selectors.actor import actor_of
from marketplace.factors.models import Passkey
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def passkey_rename(*, context: RequestContext, passkey_id: str, name: str) -> Passkey:
    """Another name for the same passkey. Raises ApplicationError passkey.not_found."""
    if Passkey.objects.filter(pk=passkey_id, user_id=actor_of(context)).update(name=name) == 0:
        raise ApplicationError("passkey.not_found")
    return Passkey.objects.get(pk=passkey_id)
