from typing import Any, Final

from rest_framework import serializers

MAX_TOPICS: Final = 100
MAX_NAME_LENGTH: Final = 200


class TopicKindSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    grants_path = serializers.CharField(help_text="Where the gateway asks who may read.")
    snapshots_path = serializers.CharField(allow_null=True, help_text="Before the topic; null when it has no snapshot.")


class TopicKindsSerializer(serializers.Serializer[Any]):
    results = TopicKindSerializer(many=True)
    aliases = serializers.ListField(child=serializers.CharField(), help_text="Names that mean the caller's own.")


class GrantsAskedSerializer(serializers.Serializer[Any]):
    topics = serializers.ListField(
        child=serializers.CharField(max_length=MAX_NAME_LENGTH, trim_whitespace=False), max_length=MAX_TOPICS
    )


class GrantSerializer(serializers.Serializer[Any]):
    """Either `topic`, which is the concrete one of an alias, or `refused`."""

    requested = serializers.CharField()
    topic = serializers.CharField(required=False)
    refused = serializers.CharField(required=False, help_text="An error code.")


class GrantsSerializer(serializers.Serializer[Any]):
    results = GrantSerializer(many=True)


class SnapshotSerializer(serializers.Serializer[Any]):
    topic = serializers.CharField()
    data = serializers.DictField()  # type: ignore[assignment]  # a field of that name is fine in DRF
