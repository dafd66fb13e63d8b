from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.identities.flow_secrets import hash_of
from marketplace.identities.models import SocialFlow
from marketplace.identities.providers.profile import Profile
from marketplace.identities.selectors.identities import identity_of_profile
from marketplace.identities.services.flow_begin import beginning_ended
from marketplace.identities.services.flow_consume import ServiceAnswer, flow_consume
from marketplace.identities.services.identity_announce import announce_linked
from marketplace.identities.services.identity_save import identity_create, identity_used
from marketplace.identities.services.person_make import person_make
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device
from throughline.tokens.services.family_open import family_open
from throughline.tokens.services.second_factor_check import second_factor_check
from throughline.tokens.token_pair import TokenPair


def social_sign_in(
    *, context: RequestContext, provider_id: str, answer: ServiceAnswer, device: Device
) -> tuple[TokenPair, str]:
    """A session for the person of a service's answer, and the path where they wanted to go; new people get an account.

    Raises ApplicationError: those of `flow_consume`; identity.address_unverified and identity.address_taken for
    somebody new; identity.account_closed; auth.second_factor_required, after which `social_second_factor` goes on.
    """
    row, profile = flow_consume(
        provider_id=provider_id, purpose=SocialFlow.Purpose.SIGN_IN, user_id=None, answer=answer
    )
    user = _person_of(context, provider_id, profile, device)
    if not user.is_active:
        raise ApplicationError("identity.account_closed")
    SocialFlow.objects.filter(pk=row.pk).update(user=user)
    beginning_ended(device)
    second_factor_check(context=context, user=user, code=None, device=device)
    return _finish(context, row, device)


def social_second_factor(*, context: RequestContext, flow: str, code: str, device: Device) -> tuple[TokenPair, str]:
    """The session of a person whom a service has proved, with the code of their second factor.

    Raises ApplicationError: identity.flow_invalid; auth.second_factor_invalid; http.too_many_requests.
    """
    row = SocialFlow.objects.select_related("user").filter(flow_hash=hash_of(flow)).first()
    if row is None or not _waits_for_session(row) or row.user is None:
        raise ApplicationError("identity.flow_invalid")
    # Not in a transaction: failures stay counted.
    second_factor_check(context=context, user=row.user, code=code, device=device)
    return _finish(context, row, device)


@transaction.atomic
def _finish(context: RequestContext, proved: SocialFlow, device: Device) -> tuple[TokenPair, str]:
    row = SocialFlow.objects.select_for_update().get(pk=proved.pk)
    if row.user is None or not row.user.is_active or not _waits_for_session(row):
        raise ApplicationError("identity.flow_invalid")
    row.finished_at = timezone.now()
    row.save(update_fields=["finished_at"])
    return family_open(context=context, user=row.user, device=device), row.return_to


def _waits_for_session(row: SocialFlow) -> bool:
    is_proved = row.purpose == SocialFlow.Purpose.SIGN_IN and row.consumed_at is not None and row.user_id is not None
    return is_proved and row.finished_at is None and row.expires_at > timezone.now()


def _person_of(context: RequestContext, provider_id: str, profile: Profile, device: Device) -> User:
    identity = identity_of_profile(profile)
    if identity is not None:
        identity_used(identity=identity, profile=profile)
        return identity.user
    if profile.email is None:
        raise ApplicationError("identity.address_unverified")
    try:
        return _sign_up(context, provider_id, profile, device)
    except IntegrityError:
        # The same person in another tab, or somebody with the same user name: once more, with what stands there now.
        return _sign_up(context, provider_id, profile, device)


@transaction.atomic
def _sign_up(context: RequestContext, provider_id: str, profile: Profile, device: Device) -> User:
    is_taken = User.objects.filter(email=profile.email).exists()
    # They may have come in by another tab meanwhile. After the address, because the two are written at once.
    known = identity_of_profile(profile)
    if known is not None:
        return known.user
    if is_taken:
        raise ApplicationError("identity.address_taken")
    user = person_make(context=context, profile=profile)
    identity = identity_create(user=user, provider_id=provider_id, profile=profile)
    identity_used(identity=identity, profile=profile)
    announce_linked(context=replace(context, actor_id=str(user.pk)), identity=identity, device=device)
    return user
