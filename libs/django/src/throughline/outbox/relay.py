import logging
import random
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Final

from django.db import DatabaseError, InterfaceError, connections, router
from django.utils import timezone

from .conf import OutboxSettings
from .gateway_client import EventsRefusedError, GatewayAwayError, GatewayClient
from .leadership import try_to_lead
from .models import OutboxEvent
from .publish import CHANNEL
from .stop_signal import StopSignal
from .wire_form import to_wire

_FIRST_BACKOFF_S: Final = 0.1
_PRUNE_EVERY_S: Final = 60.0
_PRUNE_ROWS: Final = 1000

# Each event with its form on the wire.
_Batch = list[tuple[OutboxEvent, bytes]]

_logger = logging.getLogger(__name__)


class Relay:
    """Brings committed events to the gateway: at least once, those of one entity in order, by one leader at a time.

    It takes rows that are not settled, in the order of their numbers, and never rows "after the last number".
    """

    def __init__(self, settings: OutboxSettings, stop: StopSignal) -> None:
        self._settings = settings
        self._stop = stop
        self._gateway = GatewayClient(settings)
        self._connection = connections[router.db_for_write(OutboxEvent)]
        self._rows = OutboxEvent.objects.using(self._connection.alias)
        self._backoff_s = _FIRST_BACKOFF_S
        self._pruned_at = -_PRUNE_EVERY_S

    def run(self) -> None:
        """Until stop is asked for: wait to lead, then lead. The database may go away and come back meanwhile."""
        while not self._stop.requested:
            try:
                if try_to_lead(self._connection):
                    _logger.info("This relay leads.")
                    self._lead()
                else:
                    self._stop.wait(self._settings.poll_interval_s)
            except (DatabaseError, InterfaceError):
                _logger.exception("The database is away or refuses; this relay no longer leads.")
                self._connection.close()
                self._back_off(0)
        self._gateway.close()
        self._connection.close()

    def _lead(self) -> None:
        if self._connection.vendor == "postgresql":
            with self._connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
        while not self._stop.requested:
            self._prune()
            waiting = list(self._rows.filter(settled_at=None).order_by("number")[: self._settings.batch_events])
            if not waiting:
                self._wait_for_more()
                continue
            try:
                for batch in self._batches(waiting):
                    self._deliver(batch)
                    self._backoff_s = _FIRST_BACKOFF_S
                    if self._stop.requested:
                        return
            except GatewayAwayError as error:
                _logger.warning("The gateway did not take events (%s); %d or more wait.", error, len(waiting))
                self._back_off(error.retry_after_s)

    def _batches(self, events: Sequence[OutboxEvent]) -> Iterator[_Batch]:
        batch: _Batch = []
        size_bytes = 0
        for event in events:
            wire = to_wire(event)
            if batch and size_bytes + len(wire) > self._settings.batch_bytes:
                yield batch
                batch, size_bytes = [], 0
            batch.append((event, wire))
            size_bytes += len(wire)
        yield batch

    def _deliver(self, batch: _Batch) -> None:
        try:
            self._gateway.post([wire for _, wire in batch])
        except EventsRefusedError as error:
            if len(batch) > 1:
                # One of them is to blame: halve until it stands alone, and keep the order.
                middle = len(batch) // 2
                self._deliver(batch[:middle])
                self._deliver(batch[middle:])
                return
            _logger.error("The gateway refused %s for good: %s", batch[0][0], error)
            self._settle(batch, refusal=str(error)[:200])
        else:
            self._settle(batch, refusal="")

    def _settle(self, batch: _Batch, *, refusal: str) -> None:
        numbers = [event.number for event, _ in batch]
        self._rows.filter(number__in=numbers).update(settled_at=timezone.now(), refusal=refusal)

    def _wait_for_more(self) -> None:
        session = self._connection.connection
        if self._connection.vendor != "postgresql":
            self._stop.wait(self._settings.poll_interval_s)
            return
        with self._connection.wrap_database_errors:
            # What came in during the query is no longer at the socket: look here first, and query again for it.
            if not list(session.notifies(timeout=0)):
                self._stop.wait(self._settings.poll_interval_s, session.fileno)
                list(session.notifies(timeout=0))

    def _back_off(self, at_least_s: float) -> None:
        jitter = random.uniform(0.5, 1)  # noqa: S311 - spreads retries, guards nothing
        longest_s = self._settings.longest_backoff_s
        self._stop.wait(max(self._backoff_s * jitter, min(at_least_s, longest_s)))
        self._backoff_s = min(self._backoff_s * 2, longest_s)

    def _prune(self) -> None:
        """Delete what was sent long ago. What was refused stays until someone has looked at it."""
        if monotonic() - self._pruned_at < _PRUNE_EVERY_S:
            return
        old = self._rows.filter(settled_at__lt=timezone.now() - self._settings.keep_sent, refusal="")
        numbers = list(old.values_list("number", flat=True)[:_PRUNE_ROWS])
        self._rows.filter(number__in=numbers).delete()
        if len(numbers) < _PRUNE_ROWS:
            self._pruned_at = monotonic()
