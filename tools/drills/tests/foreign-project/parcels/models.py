from django.conf import settings
from django.db import models

from throughline.http.models import VersionedModel


class Parcel(VersionedModel):
    id = models.BigAutoField(primary_key=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    label = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.label
