from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.projects.models.project import Project
from throughline.http.models import VersionedModel


class ProjectMember(VersionedModel):
    """A person on a project's team, whether or not they belong to its company."""

    class Role(models.TextChoices):
        LEAD = "lead"
        CONTRIBUTOR = "contributor"
        OBSERVER = "observer"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="project_memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "user"], name="projects_member_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["lead", "contributor", "observer"]), name="projects_member_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.project}: {self.role}"
