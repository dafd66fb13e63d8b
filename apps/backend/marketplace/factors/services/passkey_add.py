import hashlib
import logging
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.structs import AuthenticatorTransport, CredentialDeviceType

from marketplace.accounts.models import User
from marketplace.factors.ceremonies import CeremonyError, Registered, registered
from marketplace.factors.challenge import ChallengeError, challenge_spend
from marketplace.factors.models import Passkey
from marketplace.factors.services.passkey_begin import MAXIMUM_PASSKEYS
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device

logger: Final = logging.getLogger(__name__)
_TRANSPORTS: Final = frozenset(transport.value for transport in AuthenticatorTransport)


@transaction.atomic
def passkey_add(
    *, context: RequestContext, user: User, name: str, credential: Mapping[str, Any], device: Device
) -> Passkey:
    """A passkey of the person's, from what their browser made of the options of `passkey_begin`.

    Raises ApplicationError: passkey.refused, passkey.exists, passkey.too_many.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if Passkey.objects.filter(user=user).count() >= MAXIMUM_PASSKEYS:
        raise ApplicationError("passkey.too_many")
    try:
        made = registered(user, credential)
        challenge_spend(made.challenge)
    except (CeremonyError, ChallengeError) as error:
        logger.info("passkey refused", extra={"reason": str(error)})
        raise ApplicationError("passkey.refused") from error
    passkey = _save(user, name, made, credential["response"].get("transports", []))
    kind = SecurityEvent.Kind.PASSKEY_ADDED
    security_event_record(context=context, user_id=user.pk, kind=kind, device=device, detail={"name": name})
    return passkey


def _save(user: User, name: str, made: Registered, transports: list[str]) -> Passkey:
    given = made.passkey
    try:
        with transaction.atomic():
            return Passkey.objects.create(
                user=user,
                name=name,
                credential_digest=hashlib.sha256(given.credential_id).hexdigest(),
                credential_id=bytes_to_base64url(given.credential_id),
                public_key=bytes_to_base64url(given.credential_public_key),
                sign_count=given.sign_count,
                transports=[transport for transport in transports if transport in _TRANSPORTS],
                is_backup_eligible=given.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
                is_backed_up=given.credential_backed_up,
                created_at=timezone.now(),
            )
    except IntegrityError as error:
        raise ApplicationError("passkey.exists") from error
