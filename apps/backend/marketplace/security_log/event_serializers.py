from rest_framework import serializers

from marketplace.security_log.models import SecurityEvent


class SecurityNotedSerializer(serializers.ModelSerializer[SecurityEvent]):
    """What is worth a look in the security log, without what stands there."""

    class Meta:
        model = SecurityEvent
        fields = ("id", "kind", "at", "session_id")
        read_only_fields = fields
