from django.db import models

from throughline.http.models import VersionedModel


class Company(VersionedModel):
    """Who people act for together. Rows of other domains that belong to a company refer to this one."""

    name = models.CharField(max_length=160)

    class Meta:
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name
