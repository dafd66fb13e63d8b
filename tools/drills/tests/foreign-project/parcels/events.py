from rest_framework import serializers

from throughline.outbox.events import EventType

from .models import Parcel


class ParcelEventSerializer(serializers.ModelSerializer):
    class Meta:
        model = Parcel
        fields = ["id", "label"]


PARCEL_SENT = EventType("parcel.sent", ParcelEventSerializer, topic_kinds=("user",))
PARCEL_RELABELLED = EventType("parcel.relabelled", ParcelEventSerializer, topic_kinds=("user",))
