from typing import Final

from rest_framework import serializers

from throughline.outbox.events import EventType

from .models import Note


class NoteEventSerializer(serializers.ModelSerializer[Note]):
    class Meta:
        model = Note
        fields = ["id", "title", "kind"]


NOTE_CREATED: Final = EventType("note.created", NoteEventSerializer, topic_kinds=("user", "board"))
NOTE_CHANGED: Final = EventType("note.changed", NoteEventSerializer, topic_kinds=("user",), schema_version=2)
