from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from marketplace.demo.content import CLIENT, DEMO_PASSWORD, DEVELOPERS
from marketplace.demo.services.demo_load import demo_load


class Command(BaseCommand):
    help = "Loads the demo data: a company, three people with a known password, two projects with boards."

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.DEMO_DATA_ALLOWED):
            raise CommandError(
                "The demo accounts have a password that everybody knows. Set DEMO_DATA_ALLOWED=true to load them here."
            )
        changed = demo_load()
        self.stdout.write("Demo data loaded." if changed else "The demo data is there already.")
        for username in (CLIENT, *DEVELOPERS):
            self.stdout.write(f"  {username}  {DEMO_PASSWORD}")
