from datetime import datetime

from rest_framework import serializers

from throughline.tokens.conf import token_settings
from throughline.tokens.models import RefreshFamily


class SessionStartedSerializer(serializers.ModelSerializer[RefreshFamily]):
    """A session as its person sees it in their list."""

    class Meta:
        model = RefreshFamily
        fields = ("id", "device_name", "user_agent", "address", "created_at", "last_used_at", "expires_at")
        read_only_fields = fields


class SessionEndedSerializer(serializers.ModelSerializer[RefreshFamily]):
    """What services need to refuse a session's tokens, and nothing of its person."""

    reason = serializers.ChoiceField(source="revoked_reason", choices=RefreshFamily.RevokedReason.choices)
    ended_at = serializers.DateTimeField(source="revoked_at")
    denied_until = serializers.SerializerMethodField(help_text="When the last of its access tokens has expired.")

    class Meta:
        model = RefreshFamily
        fields = ("id", "reason", "ended_at", "denied_until")
        read_only_fields = fields

    def get_denied_until(self, family: RefreshFamily) -> datetime:
        if family.revoked_at is None:
            raise ValueError(f"The session {family.pk} has not ended.")
        return family.revoked_at + token_settings().access_lifetime
