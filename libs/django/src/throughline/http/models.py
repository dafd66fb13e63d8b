from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from uuid_utils.compat import uuid7


class VersionedModel(models.Model):
    """A row with an id that sorts by time (UUIDv7) and a version that each change raises."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class IdempotencyRecord(models.Model):
    """The answer that was given to a request with an `Idempotency-Key`, written in the transaction of its work."""

    actor_id = models.CharField(max_length=255, blank=True, help_text="Empty for nobody.")
    route = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of address, company, content type and body.")
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "throughline_http_idempotency_record"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor_id", "route", "key"], name="throughline_http_idempotency_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
