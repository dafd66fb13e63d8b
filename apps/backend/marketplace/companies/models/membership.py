from typing import ClassVar

from django.conf import settings
from django.db import models

from marketplace.companies.models.company import Company
from throughline.http.models import VersionedModel


class Membership(VersionedModel):
    """A person's place in a company."""

    class Role(models.TextChoices):
        OWNER = "owner"
        MANAGER = "manager"
        MEMBER = "member"
        VIEWER = "viewer"

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    # The one chosen last is where the next sign-in starts; none chosen means for oneself.
    chosen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "user"], name="companies_membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "manager", "member", "viewer"]), name="companies_membership_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.company}: {self.role}"
