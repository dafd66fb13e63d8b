from django.db import models


class SpentChallenge(models.Model):
    """A challenge that was answered rightly: nobody answers it again. Those that nobody answers leave no row."""

    digest = models.CharField(primary_key=True, max_length=64, help_text="SHA-256 of the challenge, in hexadecimal.")
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
