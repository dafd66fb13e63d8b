from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


class Passkey(models.Model):
    """A credential of WebAuthn (Level 3, section 4) that a person signs in with on its own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=80)
    # An id has up to 1023 bytes, more than an index of MariaDB takes.
    credential_digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the id, in hexadecimal.")
    credential_id = models.TextField(help_text="In base64url, as the authenticator chose it.")
    public_key = models.TextField(help_text="A COSE key in base64url (RFC 9052, section 7).")
    sign_count = models.BigIntegerField(help_text="Of the last sign-in; 0 from authenticators that do not count.")
    transports = models.JSONField(default=list, help_text="How the browser reaches the authenticator.")
    is_backup_eligible = models.BooleanField(help_text="Whether it may be on several devices.")
    is_backed_up = models.BooleanField(help_text="Whether it is, as far as was told at the last sign-in.")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.id)
