from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.projects.models.project import Project
from throughline.http.models import VersionedModel


class Task(VersionedModel):
    """A card on a project's board. `rank` orders the cards of a column; see `projects.rank`."""

    class Status(models.TextChoices):
        TODO = "todo"
        IN_PROGRESS = "in_progress"
        REVIEW = "review"
        DONE = "done"

    class Priority(models.TextChoices):
        LOW = "low"
        NORMAL = "normal"
        HIGH = "high"
        URGENT = "urgent"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=20_000, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.TODO)
    priority = models.CharField(max_length=20, choices=Priority.choices, default=Priority.NORMAL)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="assigned_tasks"
    )
    due_date = models.DateField(null=True, blank=True)
    rank = models.CharField(max_length=255, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "number"], name="projects_task_number"),
            models.UniqueConstraint(fields=["project", "status", "rank"], name="projects_task_place"),
            models.CheckConstraint(
                condition=models.Q(status__in=["todo", "in_progress", "review", "done"]), name="projects_task_status"
            ),
            models.CheckConstraint(
                condition=models.Q(priority__in=["low", "normal", "high", "urgent"]), name="projects_task_priority"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"
