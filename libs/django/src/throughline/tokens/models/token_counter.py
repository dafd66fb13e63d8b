from django.db import models


class TokenCounter(models.Model):
    """How often something has happened, in all processes together and since the table is there."""

    name = models.CharField(primary_key=True, max_length=100)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
