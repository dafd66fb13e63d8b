from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from marketplace.accounts.api.serializers import PersonProofSerializer
from marketplace.identities.models import Identity
from marketplace.identities.providers.configured import label_of
from throughline.tokens.api.serializers import DeviceSerializer, TokenPairSerializer

MAXIMUM_SECRET_CHARACTERS = 128
MAXIMUM_CODE_CHARACTERS = 4096
MAXIMUM_PATH_CHARACTERS = 2000


class SocialProviderSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(help_text="Part of addresses.")
    name = serializers.CharField(source="label", help_text="What people know it by.")


class SocialProvidersSerializer(serializers.Serializer[Any]):
    results = SocialProviderSerializer(many=True)


class SocialBeginSerializer(serializers.Serializer[Any]):
    # One slash: what browsers read as another origin is refused.
    return_to = serializers.RegexField(
        r"^/(?![/\\])[^\x00-\x20\x7f\\]*\Z",
        max_length=MAXIMUM_PATH_CHARACTERS,
        default="/",
        help_text="The path of this site where the person wants to go afterwards.",
    )


class LinkBeginSerializer(SocialBeginSerializer, PersonProofSerializer):
    pass


class BeginningSerializer(serializers.Serializer[Any]):
    authorization_url = serializers.CharField(help_text="Where the browser goes.")
    flow = serializers.CharField(help_text="To be kept where only this browser has it, and sent with the answer.")


class ServiceAnswerSerializer(serializers.Serializer[Any]):
    """What the service sent back in the address: `code`, or `error`."""

    flow = serializers.CharField(max_length=MAXIMUM_SECRET_CHARACTERS)
    state = serializers.CharField(max_length=MAXIMUM_SECRET_CHARACTERS)
    code = serializers.CharField(max_length=MAXIMUM_CODE_CHARACTERS, required=False)
    error = serializers.CharField(max_length=MAXIMUM_SECRET_CHARACTERS, required=False)
    iss = serializers.CharField(max_length=255, required=False, help_text="The issuer, where the service names it.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("code" in attrs) == ("error" in attrs):
            raise serializers.ValidationError(gettext_lazy("Send either `code` or `error`."))
        return attrs


class SocialFinishSerializer(ServiceAnswerSerializer, DeviceSerializer):
    pass


class SocialSecondFactorSerializer(DeviceSerializer):
    flow = serializers.CharField(max_length=MAXIMUM_SECRET_CHARACTERS)
    code = serializers.CharField(max_length=64, help_text="Of the authenticator app, or a recovery code.")


class SocialSessionSerializer(TokenPairSerializer):
    return_to = serializers.CharField(help_text="As it was given at the beginning.")


class IdentitySerializer(serializers.ModelSerializer[Identity]):
    """A connected account as its person sees it."""

    provider_name = serializers.SerializerMethodField(help_text="What people know the service by.")

    class Meta:
        model = Identity
        fields = ("id", "provider", "provider_name", "email", "created_at", "last_used_at")
        read_only_fields = fields

    def get_provider_name(self, identity: Identity) -> str:
        return label_of(identity.provider)


class LinkedIdentitySerializer(serializers.Serializer[Any]):
    identity = IdentitySerializer()
    return_to = serializers.CharField(help_text="As it was given at the beginning.")
