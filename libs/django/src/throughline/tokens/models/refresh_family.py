from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from uuid_utils.compat import uuid7


class RefreshFamily(models.Model):
    """One session: every refresh token that descends from one sign-in. Its id is the claim `sid`."""

    class RevokedReason(models.TextChoices):
        SIGNED_OUT = "signed_out"
        ENDED_ELSEWHERE = "ended_elsewhere"
        ENDED_BY_OPERATOR = "ended_by_operator"
        REPLAYED = "replayed"
        PASSWORD_CHANGED = "password_changed"  # noqa: S105  a reason, no password

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="refresh_families")
    context = models.JSONField(default=dict, help_text="The claims provider's own values, such as the company.")
    device_name = models.CharField(
        max_length=120, blank=True, db_default="", help_text="As the client named it at sign-in."
    )
    user_agent = models.CharField(max_length=400, blank=True, db_default="")
    address = models.GenericIPAddressField(null=True, blank=True, help_text="Where it was last used from.")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(
        db_default=Now(), help_text="Of the last sign-in or renewal, not of each request."
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=20, choices=RevokedReason.choices, blank=True)

    class Meta:
        verbose_name_plural = "refresh families"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_reason="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_reason="")),
                name="throughline_tokens_family_reason",
            ),
        ]
        indexes = [
            # Of a person's sessions, those that go on.
            models.Index(fields=["user", "revoked_at", "expires_at"], name="throughline_tokens_live"),
        ]

    def __str__(self) -> str:
        return str(self.id)
