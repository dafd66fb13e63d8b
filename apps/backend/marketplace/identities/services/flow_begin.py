from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.accounts.services.person_prove import person_prove
from marketplace.identities.flow_secrets import FlowSecrets, hash_of, make_secret
from marketplace.identities.models import SocialFlow
from marketplace.identities.providers.configured import provider_of
from marketplace.identities.services.flow_lifetime import FLOW_LIFETIME
from marketplace.identities.services.redirect_uri import redirect_uri_of
from throughline.tokens.device import Device
from throughline.tokens.limits.address_group import address_group
from throughline.tokens.limits.failure_counts import count_failure, key_of, take_back
from throughline.tokens.limits.limit import Limit

# Beginnings that nobody brings to an end, from one place: each is a row. Many people may share a place.
_BEGIN_ADDRESS: Final = Limit("social begin address", free=100, longest=timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Beginning:
    """`flow` stays with the browser that began, where no script reads it; `authorization_url` is where it goes."""

    authorization_url: str
    flow: str


def sign_in_begin(*, provider_id: str, return_to: str, device: Device) -> Beginning:
    """Raises ApplicationError: identity.provider_unknown; identity.provider_unavailable; http.too_many_requests."""
    return _begin(SocialFlow.Purpose.SIGN_IN, provider_id, return_to, None, device)


def link_begin(
    *, user: User, current_password: str, sid: str, provider_id: str, return_to: str, device: Device
) -> Beginning:
    """As `sign_in_begin`, to connect the service to this person's account, who is asked to prove who they are.

    Call it outside of a transaction. Raises ApplicationError: those of `sign_in_begin` and of `person_prove`.
    """
    person_prove(user=user, current_password=current_password, sid=sid)
    return _begin(SocialFlow.Purpose.LINK, provider_id, return_to, str(user.pk), device)


def beginning_ended(device: Device) -> None:
    """What was begun from this place was no mischief."""
    take_back(_limits(device))


def _begin(
    purpose: SocialFlow.Purpose, provider_id: str, return_to: str, user_id: str | None, device: Device
) -> Beginning:
    provider = provider_of(provider_id)
    count_failure(_limits(device))
    flow, state = make_secret(), make_secret()
    # First, because it may fail.
    url = provider.authorization_url(
        redirect_uri=redirect_uri_of(provider.id), state=state, secrets=FlowSecrets.of(flow)
    )
    now = timezone.now()
    SocialFlow.objects.create(
        provider=provider.id,
        purpose=purpose,
        flow_hash=hash_of(flow),
        state_hash=hash_of(state),
        return_to=return_to,
        user_id=user_id,
        created_at=now,
        expires_at=now + FLOW_LIFETIME,
    )
    return Beginning(authorization_url=url, flow=flow)


def _limits(device: Device) -> dict[str, Limit]:
    return {key_of(_BEGIN_ADDRESS, address_group(device.address)): _BEGIN_ADDRESS}
