from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.companies.models import Company
from throughline.http.models import VersionedModel


class Project(VersionedModel):
    """Work that a company, or a person for themselves (no company), wants done."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        IN_PROGRESS = "in_progress"
        COMPLETED = "completed"
        CANCELLED = "cancelled"
        ARCHIVED = "archived"

    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="projects")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="created_projects")
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=20_000, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    due_date = models.DateField(null=True, blank=True)
    # The number that the newest task got; numbers of deleted tasks are not given again.
    last_task_number = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["company", "created_at"], name="projects_project_company")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "open", "in_progress", "completed", "cancelled", "archived"]),
                name="projects_project_status",
            ),
        ]

    def __str__(self) -> str:
        return self.title
