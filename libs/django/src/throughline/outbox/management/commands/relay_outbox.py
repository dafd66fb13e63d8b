import signal
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from ...conf import outbox_settings
from ...relay import Relay
from ...stop_signal import StopSignal


class Command(BaseCommand):
    help = (
        "Brings committed events to the gateway until SIGTERM or SIGINT. "
        "Start as many as you like: one leads for each database, the others wait."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            settings = outbox_settings()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        stop = StopSignal()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.request())
        Relay(settings, stop).run()
        self.stdout.write("The relay has stopped; what waits is sent by the next one.")
