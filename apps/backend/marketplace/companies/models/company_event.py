from typing import ClassVar

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7

from marketplace.companies.models.company import Company
from marketplace.companies.models.membership import Membership


class CompanyEvent(models.Model):
    """A change of a company's people or name. Written once; an address goes with its owner's account."""

    class Kind(models.TextChoices):
        CREATED = "created"
        RENAMED = "renamed"
        INVITATION_SENT = "invitation_sent"
        INVITATION_WITHDRAWN = "invitation_withdrawn"
        INVITATION_ACCEPTED = "invitation_accepted"
        INVITATION_DECLINED = "invitation_declined"
        INVITATION_EXPIRED = "invitation_expired"
        MEMBER_ADDED = "member_added"
        MEMBER_REMOVED = "member_removed"
        MEMBER_LEFT = "member_left"
        ROLE_CHANGED = "role_changed"
        OWNER_SUCCEEDED = "owner_succeeded"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(max_length=254, blank=True)
    role = models.CharField(max_length=20, choices=Membership.Role.choices, blank=True)
    previous_role = models.CharField(max_length=20, choices=Membership.Role.choices, blank=True)
    request_id = models.CharField(max_length=128)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["company", "at"], name="companies_event_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at.isoformat()}"
