from typing import Any, Final

from rest_framework import serializers

HEALTH_STATUS_CHOICES: Final = (("healthy", "healthy"), ("degraded", "degraded"), ("unhealthy", "unhealthy"))


class HealthCheckSerializer(serializers.Serializer[Any]):
    """One part; a check may add details of its own."""

    status = serializers.ChoiceField(choices=HEALTH_STATUS_CHOICES)
    latency_ms = serializers.FloatField()


class HealthSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=HEALTH_STATUS_CHOICES)
    service = serializers.CharField()
    version = serializers.CharField()
    uptime_s = serializers.FloatField()
    checks = serializers.DictField(child=HealthCheckSerializer())
