from typing import Any

from rest_framework import serializers

from .models import Note


class NoteSerializer(serializers.ModelSerializer[Note]):
    class Meta:
        model = Note
        fields = ["id", "version", "title", "kind", "is_pinned", "created_at"]
        read_only_fields = ["id", "version", "created_at"]


class LineSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=10)
    tags = serializers.ListField(child=serializers.IntegerField(), required=False)


class SheetSerializer(serializers.Serializer[Any]):
    """Nested on purpose: lists of objects and lists of numbers inside them."""

    name = serializers.CharField()
    lines = LineSerializer(many=True, allow_empty=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["name"] == attrs["lines"][0]["text"]:
            raise serializers.ValidationError("The first line repeats the name.")
        return attrs
