from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from marketplace.accounts.link_tokens import MAXIMUM_TOKEN_CHARACTERS
from marketplace.accounts.models import User

MAXIMUM_PASSWORD_CHARACTERS = 256
USERNAME_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{2,63}\Z"
REGISTRATION_ROLES = (User.Role.CLIENT.value, User.Role.DEVELOPER.value)


known_time_zones = cache(available_timezones)


class TimeZoneField(serializers.CharField):
    """A name from the IANA database. Its names are no enum in the document: they change with the database."""

    default_error_messages = {
        "unknown": gettext_lazy("This time zone is not known; send a name such as Europe/Berlin.")
    }

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in known_time_zones():
            self.fail("unknown")
        return name


class UserSerializer(serializers.ModelSerializer[User]):
    """The person as they see themselves."""

    has_password = serializers.BooleanField(
        source="has_usable_password",
        read_only=True,
        help_text="Whether `current_password` is asked for; else a sign-in of the last 10 minutes is.",
    )

    class Meta:
        model = User
        fields = (
            "id",
            "username",
            "email",
            "display_name",
            "role",
            "language",
            "time_zone",
            "has_password",
            "deletion_at",
            "version",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "deletion_at": {"help_text": "When the account will be deleted, if that was asked; it can be taken back."}
        }


class PersonSerializer(serializers.ModelSerializer[User]):
    """The person as others see them: no address, no settings."""

    class Meta:
        model = User
        fields = ("id", "username", "display_name", "role")
        read_only_fields = fields


class RegistrationSerializer(serializers.Serializer[Any]):
    username = serializers.RegexField(
        USERNAME_PATTERN,
        help_text="3 to 64 letters, digits, dots, hyphens and underscores, the first no sign; kept in lower case.",
    )
    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=MAXIMUM_PASSWORD_CHARACTERS, trim_whitespace=False, write_only=True)
    display_name = serializers.CharField(max_length=120)
    role = serializers.ChoiceField(choices=REGISTRATION_ROLES)
    language = serializers.ChoiceField(choices=User.Language.choices, required=False)
    time_zone = TimeZoneField(max_length=64, required=False)


class UserChangesSerializer(serializers.Serializer[Any]):
    display_name = serializers.CharField(max_length=120, required=False)
    role = serializers.ChoiceField(
        choices=REGISTRATION_ROLES, required=False, help_text="Tokens say it from the next renewal on."
    )
    language = serializers.ChoiceField(choices=User.Language.choices, required=False)
    time_zone = TimeZoneField(max_length=64, required=False)


class PasswordChangeSerializer(serializers.Serializer[Any]):
    current_password = serializers.CharField(
        max_length=MAXIMUM_PASSWORD_CHARACTERS, trim_whitespace=False, write_only=True
    )
    new_password = serializers.CharField(max_length=MAXIMUM_PASSWORD_CHARACTERS, trim_whitespace=False, write_only=True)


class LinkTokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(
        max_length=MAXIMUM_TOKEN_CHARACTERS,
        write_only=True,
        help_text="Of the address that the mail's link leads to.",
    )


class RegistrationConfirmSerializer(LinkTokenSerializer):
    password = serializers.CharField(
        max_length=MAXIMUM_PASSWORD_CHARACTERS,
        trim_whitespace=False,
        write_only=True,
        help_text="The one that was chosen: it shows that who follows the link is who registered.",
    )
    username = serializers.RegexField(
        USERNAME_PATTERN,
        required=False,
        help_text="Another one, where somebody else has got the chosen one in the meantime.",
    )


class PasswordResetSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)


class PasswordResetConfirmSerializer(LinkTokenSerializer):
    new_password = serializers.CharField(max_length=MAXIMUM_PASSWORD_CHARACTERS, trim_whitespace=False, write_only=True)


class PersonProofSerializer(serializers.Serializer[Any]):
    current_password = serializers.CharField(
        max_length=MAXIMUM_PASSWORD_CHARACTERS,
        trim_whitespace=False,
        write_only=True,
        required=False,
        default="",
        allow_blank=True,
        help_text="Left out only by who has no password, in the first ten minutes of a session.",
    )


class EmailChangeSerializer(PersonProofSerializer):
    new_email = serializers.EmailField(max_length=254)


class DeletionSerializer(serializers.Serializer[Any]):
    deletion_at = serializers.DateTimeField(help_text="Until then the person can sign in and take it back.")
