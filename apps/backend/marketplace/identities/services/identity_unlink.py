from uuid import UUID

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.identities.models import Identity
from marketplace.identities.services.identity_announce import announce_unlinked
from marketplace.ways_in import ways_in
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device


@transaction.atomic
def identity_unlink(*, context: RequestContext, identity_id: UUID, device: Device) -> None:
    """Disconnects an account of a service. Raises ApplicationError: identity.not_found; identity.last_way_in."""
    # Two ways in that are taken away at the same moment are looked at one after the other.
    user = User.objects.select_for_update().get(pk=actor_of(context))
    identity = Identity.objects.filter(pk=identity_id, user=user).first()
    if identity is None:
        raise ApplicationError("identity.not_found")
    announce_unlinked(context=context, identity=identity, device=device)
    identity.delete()
    # Undoes it all.
    if ways_in(user) < 1:
        raise ApplicationError("identity.last_way_in")
