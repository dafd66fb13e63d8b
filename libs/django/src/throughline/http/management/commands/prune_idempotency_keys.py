from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...models import IdempotencyRecord


class Command(BaseCommand):
    help = "Deletes the answers kept for idempotency keys that have expired. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        count, _ = IdempotencyRecord.objects.filter(expires_at__lte=timezone.now()).delete()
        self.stdout.write(f"{count} expired idempotency keys deleted.")
