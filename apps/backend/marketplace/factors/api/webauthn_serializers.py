"""The JSON forms of WebAuthn Level 3, section 5.1.8 to 5.1.10, as browsers read and write them, with their names."""

from typing import Any

from rest_framework import serializers

from marketplace.factors.api.serializers import PasskeyNameSerializer
from throughline.tokens.api.serializers import DeviceSerializer

# An id has at most 1023 bytes; the others are some times what authenticators send.
MAXIMUM_ID_CHARACTERS = 1364
MAXIMUM_CLIENT_DATA_CHARACTERS = 4096
MAXIMUM_ATTESTATION_CHARACTERS = 16_384
MAXIMUM_SIGNATURE_CHARACTERS = 8192
MAXIMUM_TRANSPORTS = 10
# Section 5.4.4 and 5.4.6.
CREDENTIAL_TYPES = ("public-key",)
REQUIREMENTS = ("discouraged", "preferred", "required")


class _CredentialDescriptorSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    type = serializers.ChoiceField(choices=CREDENTIAL_TYPES)
    transports = serializers.ListField(child=serializers.CharField())

    class Meta:
        ref_name = "CredentialDescriptor"


class _RelyingPartySerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()

    class Meta:
        ref_name = "RelyingParty"


class _CredentialUserSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    displayName = serializers.CharField()  # noqa: N815

    class Meta:
        ref_name = "CredentialUser"


class _CredentialParametersSerializer(serializers.Serializer[Any]):
    type = serializers.ChoiceField(choices=CREDENTIAL_TYPES)
    alg = serializers.IntegerField()

    class Meta:
        ref_name = "CredentialParameters"


class _AuthenticatorSelectionSerializer(serializers.Serializer[Any]):
    residentKey = serializers.ChoiceField(choices=REQUIREMENTS)  # noqa: N815
    requireResidentKey = serializers.BooleanField()  # noqa: N815
    userVerification = serializers.ChoiceField(choices=REQUIREMENTS)  # noqa: N815

    class Meta:
        ref_name = "AuthenticatorSelection"


class CreationOptionsSerializer(serializers.Serializer[Any]):
    """For `PublicKeyCredential.parseCreationOptionsFromJSON()`."""

    rp = _RelyingPartySerializer()
    user = _CredentialUserSerializer()
    challenge = serializers.CharField()
    pubKeyCredParams = _CredentialParametersSerializer(many=True)  # noqa: N815
    timeout = serializers.IntegerField(help_text="Milliseconds.")
    excludeCredentials = _CredentialDescriptorSerializer(many=True)  # noqa: N815
    authenticatorSelection = _AuthenticatorSelectionSerializer()  # noqa: N815
    attestation = serializers.CharField()


class RequestOptionsSerializer(serializers.Serializer[Any]):
    """For `PublicKeyCredential.parseRequestOptionsFromJSON()`; whichever passkey of this site is a good one."""

    challenge = serializers.CharField()
    timeout = serializers.IntegerField(help_text="Milliseconds.")
    rpId = serializers.CharField()  # noqa: N815
    userVerification = serializers.ChoiceField(choices=REQUIREMENTS)  # noqa: N815


class _AttestationResponseSerializer(serializers.Serializer[Any]):
    clientDataJSON = serializers.CharField(max_length=MAXIMUM_CLIENT_DATA_CHARACTERS)  # noqa: N815
    attestationObject = serializers.CharField(max_length=MAXIMUM_ATTESTATION_CHARACTERS)  # noqa: N815
    transports = serializers.ListField(
        child=serializers.CharField(max_length=32), max_length=MAXIMUM_TRANSPORTS, required=False
    )

    class Meta:
        ref_name = "AttestationResponse"


class _AssertionResponseSerializer(serializers.Serializer[Any]):
    clientDataJSON = serializers.CharField(max_length=MAXIMUM_CLIENT_DATA_CHARACTERS)  # noqa: N815
    authenticatorData = serializers.CharField(max_length=MAXIMUM_SIGNATURE_CHARACTERS)  # noqa: N815
    signature = serializers.CharField(max_length=MAXIMUM_SIGNATURE_CHARACTERS)
    userHandle = serializers.CharField(max_length=88, help_text="Up to 64 bytes; always sent for a passkey.")  # noqa: N815

    class Meta:
        ref_name = "AssertionResponse"


class _CredentialSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(max_length=MAXIMUM_ID_CHARACTERS)
    rawId = serializers.CharField(max_length=MAXIMUM_ID_CHARACTERS)  # noqa: N815
    type = serializers.ChoiceField(choices=CREDENTIAL_TYPES)


class RegistrationCredentialSerializer(_CredentialSerializer):
    """What `toJSON()` of a new credential gives; more than this is not looked at."""

    response = _AttestationResponseSerializer()


class AssertionCredentialSerializer(_CredentialSerializer):
    """What `toJSON()` of an answer gives; more than this is not looked at."""

    response = _AssertionResponseSerializer()


class PasskeyAddSerializer(PasskeyNameSerializer):
    credential = RegistrationCredentialSerializer()


class PasskeySignInSerializer(DeviceSerializer):
    credential = AssertionCredentialSerializer()
