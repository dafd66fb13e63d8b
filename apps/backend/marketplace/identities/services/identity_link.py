from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.identities.models import Identity, SocialFlow
from marketplace.identities.providers.profile import Profile
from marketplace.identities.selectors.identities import identity_of_profile
from marketplace.identities.services.flow_begin import beginning_ended
from marketplace.identities.services.flow_consume import ServiceAnswer, flow_consume
from marketplace.identities.services.identity_announce import announce_linked
from marketplace.identities.services.identity_save import identity_create
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device


def identity_link(
    *, context: RequestContext, provider_id: str, answer: ServiceAnswer, device: Device
) -> tuple[Identity, str]:
    """Connects the account of a service to the person who asks, and tells the path where they wanted to go.

    Doing it twice is fine. Raises ApplicationError: those of `flow_consume`; identity.address_unverified;
    identity.linked_elsewhere.
    """
    row, profile = flow_consume(
        provider_id=provider_id, purpose=SocialFlow.Purpose.LINK, user_id=actor_of(context), answer=answer
    )
    if profile.email is None:
        raise ApplicationError("identity.address_unverified")
    try:
        identity = _link(context, provider_id, profile, device)
    except IntegrityError:
        # It was connected at this very moment, by this person or by another.
        identity = _link(context, provider_id, profile, device)
    SocialFlow.objects.filter(pk=row.pk).update(finished_at=timezone.now())
    beginning_ended(device)
    return identity, row.return_to


@transaction.atomic
def _link(context: RequestContext, provider_id: str, profile: Profile, device: Device) -> Identity:
    user = User.objects.select_for_update().get(pk=actor_of(context))
    known = identity_of_profile(profile)
    if known is not None and known.user_id != user.pk:
        raise ApplicationError("identity.linked_elsewhere")
    if known is not None:
        return known
    identity = identity_create(user=user, provider_id=provider_id, profile=profile)
    announce_linked(context=context, identity=identity, device=device)
    return identity
