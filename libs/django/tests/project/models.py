from django.conf import settings
from django.db import models

from throughline.http.models import VersionedModel


class Note(VersionedModel):
    class Kind(models.TextChoices):
        MEMO = "memo"
        PLAN = "plan"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MEMO)
    is_pinned = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title
