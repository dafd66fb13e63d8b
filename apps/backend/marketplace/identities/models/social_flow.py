from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


class SocialFlow(models.Model):
    """One way to a sign-in service and back. Nothing of it is kept that could be used: hashes only.

    `nonce` and PKCE verifier are made again from the secret that the browser holds (`flow_secrets`).
    """

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in"
        LINK = "link"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    provider = models.CharField(max_length=32)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    flow_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what the browser holds.")
    state_hash = models.CharField(max_length=64, help_text="SHA-256 of what the service sends back.")
    return_to = models.CharField(max_length=2000, help_text="A path of the site.")
    # Of a link: who began it. Of a sign-in: whom the service has proved, while the second factor is waited for.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    consumed_at = models.DateTimeField(null=True, help_text="When the service's answer came; it is taken once.")
    finished_at = models.DateTimeField(null=True, help_text="When the session or the link was made.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=["sign_in", "link"]), name="identities_flow_purpose"),
            models.CheckConstraint(
                condition=models.Q(purpose="sign_in") | models.Q(user__isnull=False), name="identities_flow_link_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.provider} {self.id}"
