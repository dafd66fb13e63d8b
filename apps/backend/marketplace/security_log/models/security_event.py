from typing import ClassVar

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


class SecurityEvent(models.Model):
    """Something that concerns the safety of an account. Written once, never changed."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in"
        SIGN_IN_FAILED = "sign_in_failed"
        SIGNED_OUT = "signed_out"
        SESSION_ENDED = "session_ended"
        TOKEN_REPLAYED = "token_replayed"  # noqa: S105  a kind, no token
        PASSWORD_CHANGED = "password_changed"  # noqa: S105  a kind, no password
        PASSWORD_RESET_ASKED = "password_reset_asked"  # noqa: S105  a kind, no password
        PASSWORD_RESET = "password_reset"  # noqa: S105  a kind, no password
        EMAIL_CHANGE_ASKED = "email_change_asked"
        EMAIL_CHANGED = "email_changed"
        EMAIL_CONFIRMED = "email_confirmed"
        DELETION_ASKED = "deletion_asked"
        DELETION_CANCELLED = "deletion_cancelled"
        SECOND_FACTOR_ASKED = "second_factor_asked"
        SECOND_FACTOR_ENABLED = "second_factor_enabled"
        SECOND_FACTOR_DISABLED = "second_factor_disabled"
        SECOND_FACTOR_RESET = "second_factor_reset"
        RECOVERY_CODES_MADE = "recovery_codes_made"
        RECOVERY_CODE_USED = "recovery_code_used"
        PASSKEY_ADDED = "passkey_added"
        PASSKEY_REMOVED = "passkey_removed"
        IDENTITY_LINKED = "identity_linked"
        IDENTITY_UNLINKED = "identity_unlinked"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="security_events",
        help_text="Null: a failed sign-in with a name that nobody has.",
    )
    kind = models.CharField(max_length=30, choices=Kind.choices)
    at = models.DateTimeField()
    device_name = models.CharField(max_length=120, blank=True)
    user_agent = models.CharField(max_length=400, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    session_id = models.UUIDField(null=True, blank=True, help_text="The session that it is about.")
    request_id = models.CharField(max_length=128)
    detail = models.JSONField(default=dict, help_text="Texts that the person may see, by name.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["user", "at"], name="security_log_person"),
            models.Index(fields=["at"], name="security_log_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at.isoformat()}"
