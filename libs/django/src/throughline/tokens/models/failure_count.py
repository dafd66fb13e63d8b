from django.db import models


class FailureCount(models.Model):
    """How often somebody has failed in a row: from an address, at an account, or at an account from an address.

    Whoever it is about stands in it only as a keyed hash. It is forgotten an hour after the last failure; that somebody
    succeeded, after ninety days.
    """

    key = models.CharField(primary_key=True, max_length=64, help_text="HMAC-SHA-256 of what is counted.")
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    blocked_until = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return self.key
