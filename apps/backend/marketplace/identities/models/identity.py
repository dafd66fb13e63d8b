from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


class Identity(models.Model):
    """An account at a sign-in service by which a person signs in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=32, help_text="As it is called in the settings.")
    issuer = models.CharField(max_length=255, help_text="Who vouches for the subject; its address.")
    subject = models.CharField(max_length=255, help_text="The account at the issuer; never given to another person.")
    # Issuer and subject as one: MariaDB would take two subjects that differ in case for the same.
    key = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of issuer and subject.")
    email = models.EmailField(max_length=254, help_text="As the issuer last named it; for the person to know it by.")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return f"{self.provider} {self.email}"
