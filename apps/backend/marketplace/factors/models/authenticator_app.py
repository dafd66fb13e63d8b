from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


class AuthenticatorApp(models.Model):
    """The app that makes a person's codes (RFC 6238). It is asked for from the moment when it was confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authenticator_app")
    sealed_secret = models.TextField(help_text="Encrypted under SECRET_KEY.")
    last_step = models.BigIntegerField(
        default=0, help_text="Of the last code that was accepted; a step counts 30 seconds since 1970."
    )
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.id)
