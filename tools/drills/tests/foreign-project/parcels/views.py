from django.db import transaction
from rest_framework import serializers, viewsets

from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.errors import ApplicationError
from throughline.http.idempotency import idempotent
from throughline.http.versions import require_version, save_new_version
from throughline.outbox.events import EventType
from throughline.outbox.publish import publish

from .events import PARCEL_RELABELLED, PARCEL_SENT
from .models import Parcel


class ParcelSerializer(serializers.ModelSerializer):
    class Meta:
        model = Parcel
        fields = ["id", "version", "label"]


class ParcelViewSet(ConditionalMixin, viewsets.ModelViewSet):
    queryset = Parcel.objects.order_by("id")
    serializer_class = ParcelSerializer
    http_method_names = ["get", "post", "put"]

    @idempotent
    @transaction.atomic
    def create(self, request, *args, **kwargs):
        return super().create(request, *args, **kwargs)

    def perform_create(self, serializer):
        parcel = serializer.save(owner=self.request.user)
        self._tell(PARCEL_SENT, parcel)
        if parcel.label == "refused":
            # After the event was written: both are undone.
            raise ApplicationError("http.conflict")

    @transaction.atomic
    def update(self, request, *args, **kwargs):
        return super().update(request, *args, **kwargs)

    def perform_update(self, serializer):
        parcel = Parcel.objects.select_for_update().get(pk=serializer.instance.pk)
        require_version(self.request, parcel)
        parcel.label = serializer.validated_data["label"]
        save_new_version(parcel, "label")
        serializer.instance = parcel
        self._tell(PARCEL_RELABELLED, parcel)

    def _tell(self, event: EventType, parcel: Parcel) -> None:
        publish(
            event,
            topics=[f"user_{parcel.owner_id}"],
            entity_id=parcel.pk,
            entity_version=parcel.version,
            data=parcel,
            context=context_of(self.request),
        )
