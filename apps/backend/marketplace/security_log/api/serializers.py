from rest_framework import serializers

from marketplace.security_log.models import SecurityEvent


class SecurityEventSerializer(serializers.ModelSerializer[SecurityEvent]):
    kind = serializers.ChoiceField(choices=SecurityEvent.Kind.choices, read_only=True)
    session_is_live = serializers.BooleanField(
        read_only=True, help_text="Whether the session that this is about goes on and can be ended."
    )
    detail = serializers.DictField(
        child=serializers.CharField(), read_only=True, help_text="More of it, by name, such as the name of a passkey."
    )

    class Meta:
        model = SecurityEvent
        fields = (
            "id",
            "kind",
            "at",
            "device_name",
            "user_agent",
            "address",
            "session_id",
            "session_is_live",
            "request_id",
            "detail",
        )
        read_only_fields = fields
