from typing import Any

from rest_framework import serializers

from throughline.tokens.models import RefreshFamily
from throughline.tokens.verification import MAXIMUM_TOKEN_BYTES

# Longer than any password that a person keeps; hashing a megabyte would be an attack.
MAXIMUM_PASSWORD_CHARACTERS = 256
MAXIMUM_CODE_CHARACTERS = 64
MAXIMUM_TOKEN_CHARACTERS = MAXIMUM_TOKEN_BYTES


class DeviceSerializer(serializers.Serializer[Any]):
    device_name = serializers.CharField(
        max_length=120,
        required=False,
        help_text="What the person will know this session by; without one they are shown the user agent.",
    )


class CodeSerializer(DeviceSerializer):
    code = serializers.CharField(
        max_length=MAXIMUM_CODE_CHARACTERS,
        required=False,
        help_text="Of the second factor, for who has one: from the authenticator app, or a recovery code.",
    )


class LoginSerializer(CodeSerializer):
    username = serializers.CharField(max_length=254, help_text="The user name or the e-mail address.")
    password = serializers.CharField(
        max_length=MAXIMUM_PASSWORD_CHARACTERS, trim_whitespace=False, style={"input_type": "password"}
    )


class RefreshSerializer(serializers.Serializer[Any]):
    refresh = serializers.CharField(max_length=MAXIMUM_TOKEN_CHARACTERS)


class TokenPairSerializer(serializers.Serializer[Any]):
    access = serializers.CharField(help_text="Bearer token for every request; lives for minutes.")
    refresh = serializers.CharField(help_text="Works once, for the next pair.")


class SessionSerializer(serializers.ModelSerializer[RefreshFamily]):
    """A session as its person sees it."""

    is_current = serializers.SerializerMethodField(help_text="Whether the request was made in it.")

    class Meta:
        model = RefreshFamily
        fields = (
            "id",
            "device_name",
            "user_agent",
            "address",
            "created_at",
            "last_used_at",
            "expires_at",
            "is_current",
        )
        read_only_fields = fields

    def get_is_current(self, family: RefreshFamily) -> bool:
        return bool(str(family.pk) == self.context["sid"])


class SessionsEndSerializer(serializers.Serializer[Any]):
    keep_current = serializers.BooleanField(default=False, help_text="Whether the session of this request goes on.")
