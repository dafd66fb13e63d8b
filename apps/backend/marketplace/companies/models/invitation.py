from datetime import timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models

from marketplace.companies.models.company import Company
from marketplace.companies.models.membership import Membership
from throughline.http.models import VersionedModel

INVITATION_LIFETIME: Final = timedelta(days=7)


class Invitation(VersionedModel):
    """Whoever owns the address may become a member. The row goes once that is settled; the company's log stays."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254, db_index=True, help_text="In lower case, as addresses of people are.")
    role = models.CharField(max_length=20, choices=Membership.Role.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "email"], name="companies_invitation_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "manager", "member", "viewer"]), name="companies_invitation_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.company}: {self.role}"
