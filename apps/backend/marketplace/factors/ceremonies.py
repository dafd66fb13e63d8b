"""The four steps of WebAuthn Level 3 (sections 7.1 and 7.2), in the words of the library that does the work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import webauthn
from cryptography.exceptions import UnsupportedAlgorithm
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    base64url_to_bytes,
    options_to_json_dict,
    parse_attestation_object,
    parse_client_data_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from marketplace.accounts.models import User
from marketplace.factors.challenge import CHALLENGE_LIFETIME, ChallengeError, Purpose, challenge_check, challenge_make
from marketplace.factors.models import Passkey
from marketplace.factors.relying_party import RP_NAME, origin, rp_id

_TIMEOUT_MS: Final = int(CHALLENGE_LIFETIME.total_seconds() * 1000)
# What a malformed answer makes the parsers of CBOR, COSE and JSON raise, beside the library's own.
_MALFORMED: Final = (
    WebAuthnException,
    ChallengeError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    UnsupportedAlgorithm,
)


class CeremonyError(Exception):
    """The authenticator's answer is not what was asked for."""


@dataclass(frozen=True)
class Registered:
    challenge: bytes
    passkey: VerifiedRegistration


def registration_options(user: User, existing: Iterable[Passkey]) -> dict[str, Any]:
    """PublicKeyCredentialCreationOptionsJSON. Found without a name and only after the authenticator knew the person."""
    options = webauthn.generate_registration_options(
        rp_id=rp_id(),
        rp_name=RP_NAME,
        user_id=user.pk.bytes,
        user_name=user.email,
        user_display_name=user.display_name,
        challenge=challenge_make(Purpose.ADD, about=str(user.pk)),
        timeout=_TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[_descriptor(passkey) for passkey in existing],
    )
    written = options_to_json_dict(options)
    for descriptor in written["excludeCredentials"]:
        # Left out by the library where there are none.
        descriptor.setdefault("transports", [])
    return written


def registered(user: User, credential: Mapping[str, Any]) -> Registered:
    """What `navigator.credentials.create()` gave, if it was asked for by this person. Raises CeremonyError."""
    try:
        challenge = _challenge(credential, Purpose.ADD, about=str(user.pk))
        _refuse_certificates(credential)
        passkey = webauthn.verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=rp_id(),
            expected_origin=origin(),
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise CeremonyError(str(error)) from error
    return Registered(challenge=challenge, passkey=passkey)


def sign_in_options() -> dict[str, Any]:
    """PublicKeyCredentialRequestOptionsJSON that names nobody: the authenticator knows whose it is."""
    options = webauthn.generate_authentication_options(
        rp_id=rp_id(),
        challenge=challenge_make(Purpose.SIGN_IN),
        timeout=_TIMEOUT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def sign_in_challenge(credential: Mapping[str, Any]) -> bytes:
    """The challenge that was answered, if it is a good one. Raises CeremonyError."""
    try:
        return _challenge(credential, Purpose.SIGN_IN)
    except _MALFORMED as error:
        raise CeremonyError(str(error)) from error


def signed_in(passkey: Passkey, credential: Mapping[str, Any], challenge: bytes) -> VerifiedAuthentication:
    """What `navigator.credentials.get()` gave, if this passkey signed it for its person. Raises CeremonyError."""
    try:
        _require_person(passkey, credential)
        answer = webauthn.verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=rp_id(),
            expected_origin=origin(),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise CeremonyError(str(error)) from error
    if (answer.credential_device_type == CredentialDeviceType.MULTI_DEVICE) != passkey.is_backup_eligible:
        # Section 7.2: the backup eligibility does not change in the life of a credential.
        raise CeremonyError("The backup eligibility has changed.")
    return answer


def _require_person(passkey: Passkey, credential: Mapping[str, Any]) -> None:
    # Section 7.2: where nobody was named before, the handle has to be there.
    if base64url_to_bytes(credential["response"]["userHandle"]) != passkey.user_id.bytes:
        raise CeremonyError("The user handle is another person's.")


def _refuse_certificates(credential: Mapping[str, Any]) -> None:
    # No attestation was asked for, so none is believed; one without a certificate vouches for nothing.
    attestation = parse_attestation_object(base64url_to_bytes(credential["response"]["attestationObject"]))
    if attestation.att_stmt.x5c is not None:
        raise CeremonyError("It carries the certificate of an authenticator.")


def _challenge(credential: Mapping[str, Any], purpose: Purpose, *, about: str = "") -> bytes:
    client_data = parse_client_data_json(base64url_to_bytes(credential["response"]["clientDataJSON"]))
    if client_data.cross_origin:
        raise CeremonyError("It was asked for in a frame of another site.")
    challenge_check(client_data.challenge, purpose, about=about)
    return client_data.challenge


def _descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        id=base64url_to_bytes(passkey.credential_id),
        transports=[AuthenticatorTransport(transport) for transport in passkey.transports],
    )
