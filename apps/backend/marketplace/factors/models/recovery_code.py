from django.conf import settings
from django.db import models


class RecoveryCode(models.Model):
    """Lets a person in once who has no authenticator app at hand. Its text was shown once, and stands nowhere."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, help_text="HMAC-SHA-256 of the code, in hexadecimal.")
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="factors_recovery_code_once")]

    def __str__(self) -> str:
        return str(self.pk)
