"""Imported by settings through their names of enums: nothing here may import models."""

from django.db.models import TextChoices


class JobStatus(TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
