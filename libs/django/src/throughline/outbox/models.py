from typing import ClassVar

from django.db import models
from rest_framework.utils.encoders import JSONEncoder
from uuid_utils.compat import uuid7


class OutboxEvent(models.Model):
    """An event, from the transaction that it tells of until some time after the gateway has it.

    `number` orders the events of one entity, since a writer holds the lock on its entity when the number is drawn; it
    is no cursor: a transaction that commits late shows a number below those that were read before.
    """

    number = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, default=uuid7, editable=False)
    type = models.CharField(max_length=100)
    schema_version = models.PositiveIntegerField()
    topics = models.JSONField()
    entity_id = models.CharField(max_length=255)
    entity_version = models.PositiveBigIntegerField()
    actor_id = models.CharField(max_length=255, null=True)  # noqa: DJ001 - null is nobody, as on the wire
    request_id = models.CharField(max_length=128)
    traceparent = models.CharField(max_length=512, null=True)  # noqa: DJ001 - null is none, as on the wire
    occurred_at = models.DateTimeField()
    data = models.JSONField(encoder=JSONEncoder)
    settled_at = models.DateTimeField(null=True, help_text="When the gateway took it, or refused it for good.")
    refusal = models.CharField(max_length=200, blank=True, help_text="Why the gateway will never take it.")

    class Meta:
        db_table = "throughline_outbox_event"
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["settled_at", "number"], name="throughline_outbox_waiting"),
            models.Index(fields=["refusal"], condition=~models.Q(refusal=""), name="throughline_outbox_refused"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"
