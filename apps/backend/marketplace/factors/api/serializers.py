from typing import Any

from rest_framework import serializers

from marketplace.factors.models import Passkey
from throughline.tokens.api.serializers import MAXIMUM_CODE_CHARACTERS


class SecondFactorSerializer(serializers.Serializer[Any]):
    is_on = serializers.BooleanField()
    since = serializers.DateTimeField(allow_null=True)
    recovery_codes_left = serializers.IntegerField(min_value=0)


class AuthenticatorSecretSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="In base32, for who cannot scan.")
    uri = serializers.CharField(help_text="otpauth://…, what a QR code for the app says.")


class AuthenticatorCodeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=MAXIMUM_CODE_CHARACTERS, help_text="What the app shows now.")


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    recovery_codes = serializers.ListField(
        child=serializers.CharField(), help_text="Each lets the person in once. They are never shown again."
    )


class PasskeySerializer(serializers.ModelSerializer[Passkey]):
    class Meta:
        model = Passkey
        fields = ("id", "name", "is_backed_up", "created_at", "last_used_at")
        read_only_fields = fields


class PasskeyNameSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=80)
