from typing import Any

from rest_framework import serializers

from throughline.tokens.verification import MAXIMUM_TOKEN_BYTES

# Longer than any password that a person keeps; hashing a megabyte would be an attack.
MAXIMUM_PASSWORD_CHARACTERS = 256
MAXIMUM_TOKEN_CHARACTERS = MAXIMUM_TOKEN_BYTES


class LoginSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=254, help_text="The user name or the e-mail address.")
    password = serializers.CharField(
        max_length=MAXIMUM_PASSWORD_CHARACTERS, trim_whitespace=False, style={"input_type": "password"}
    )


class RefreshSerializer(serializers.Serializer[Any]):
    refresh = serializers.CharField(max_length=MAXIMUM_TOKEN_CHARACTERS)


class TokenPairSerializer(serializers.Serializer[Any]):
    access = serializers.CharField(help_text="Bearer token for every request; lives for minutes.")
    refresh = serializers.CharField(help_text="Works once, for the next pair.")
