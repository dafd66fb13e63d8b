import hashlib
import logging
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from webauthn.helpers import base64url_to_bytes

from marketplace.accounts.models import User
from marketplace.factors.ceremonies import CeremonyError, sign_in_challenge, signed_in
from marketplace.factors.challenge import ChallengeError, challenge_spend
from marketplace.factors.limits import PASSKEY_ADDRESS
from marketplace.factors.models import Passkey
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device
from throughline.tokens.limits.address_group import address_group
from throughline.tokens.limits.failure_counts import count_failure, key_of, take_back
from throughline.tokens.services.family_open import family_open
from throughline.tokens.token_pair import TokenPair

logger: Final = logging.getLogger(__name__)


def passkey_sign_in(*, context: RequestContext, credential: Mapping[str, Any], device: Device) -> TokenPair:
    """Opens a session for whose passkey answered. It counts as both factors: the authenticator has made sure of the
    person, and is itself what they have.

    Raises ApplicationError: passkey.not_accepted whatever was wrong; http.too_many_requests for the address.
    """
    place = {key_of(PASSKEY_ADDRESS, address_group(device.address)): PASSKEY_ADDRESS}
    count_failure(place)
    try:
        pair = _open(context, credential, device)
    except (CeremonyError, ChallengeError) as error:
        logger.warning("passkey not accepted", extra={"reason": str(error), "address": device.address})
        raise ApplicationError("passkey.not_accepted") from error
    take_back(place)
    return pair


@transaction.atomic
def _open(context: RequestContext, credential: Mapping[str, Any], device: Device) -> TokenPair:
    challenge = sign_in_challenge(credential)
    passkeys = Passkey.objects.filter(credential_digest=_digest(credential))
    # The person's row first, as everywhere.
    owners = User.objects.select_for_update().filter(pk__in=passkeys.values_list("user_id"))
    user = owners.first()
    # The lock makes counters rise one after the other.
    passkey = passkeys.select_for_update().first()
    if user is None or passkey is None:
        raise CeremonyError("Nobody has this passkey.")
    answer = signed_in(passkey, credential, challenge)
    challenge_spend(challenge)
    if not user.is_active:
        raise CeremonyError("The person is not active.")
    passkey.sign_count, passkey.is_backed_up = answer.new_sign_count, answer.credential_backed_up
    passkey.last_used_at = timezone.now()
    passkey.save(update_fields=["sign_count", "is_backed_up", "last_used_at"])
    return family_open(context=context, user=user, device=device)


def _digest(credential: Mapping[str, Any]) -> str:
    try:
        return hashlib.sha256(base64url_to_bytes(credential["id"])).hexdigest()
    except ValueError as error:
        raise CeremonyError("The id is no base64url.") from error
