from django.db import models
from uuid_utils.compat import uuid7

from throughline.tokens.models.refresh_family import RefreshFamily


class RefreshToken(models.Model):
    """One refresh token by its `jti`. The token's text is not stored: it is signed anew from this row.

    A token counts as presented once `rotated_at` is set. `parent` is one-to-one: the database itself refuses a second
    successor.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family = models.ForeignKey(RefreshFamily, on_delete=models.CASCADE, related_name="tokens")
    parent = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="successor")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.id)
