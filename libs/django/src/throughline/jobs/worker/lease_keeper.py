import logging
from threading import Condition, Thread
from time import monotonic

from django.db import DatabaseError, InterfaceError, connections

from ..conf import jobs_settings
from ..progress import Progress
from ..services.lease_renew import lease_renew
from ..turn import Turn

_logger = logging.getLogger(__name__)


class LeaseKeeper:
    """Renews the lease of an attempt from a thread beside its work, and writes the progress by the way.

    It has a connection of its own, so that what it writes does not wait for the work's transaction. Four renewals fit
    into a lease. Once a whole lease has passed without one, the job counts as lost here too.
    """

    def __init__(self, turn: Turn) -> None:
        self.is_cancel_requested = False
        self._turn = turn
        self._progress_interval_s = jobs_settings().progress_interval_s
        self._pending: Progress | None = None
        self._is_stopped = False
        self._is_taken = False
        self._renewed_at = monotonic()
        self._changed = Condition()
        self._thread = Thread(target=self._keep, name="lease-keeper", daemon=True)

    @property
    def is_lost(self) -> bool:
        return self._is_taken or monotonic() - self._renewed_at > self._turn.lease_s

    def start(self) -> None:
        self._thread.start()

    def tell_progress(self, done: int, total: int | None) -> None:
        with self._changed:
            is_first = self._pending is None
            self._pending = Progress(done, total)
            if is_first:
                self._changed.notify()

    def stop(self) -> Progress | None:
        """End the renewals; returns the progress that was not written any more."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()
        return self._pending

    def _keep(self) -> None:
        written_at = monotonic() - self._progress_interval_s
        tried_at = monotonic()
        try:
            while True:
                with self._changed:
                    if self._is_stopped or self._is_taken:
                        return
                    due = tried_at + self._turn.lease_s / 4
                    if self._pending is not None:
                        due = min(due, max(written_at + self._progress_interval_s, tried_at))
                    wait_s = due - monotonic()
                    if wait_s > 0:
                        self._changed.wait(wait_s)
                        continue
                    progress, self._pending = self._pending, None
                tried_at = monotonic()
                if progress is not None:
                    written_at = tried_at
                self._renew(progress, tried_at)
        finally:
            connections.close_all()

    def _renew(self, progress: Progress | None, begun_at: float) -> None:
        try:
            job = lease_renew(self._turn, progress=progress)
        except (DatabaseError, InterfaceError) as error:
            _logger.warning("A lease could not be renewed. (%s)", type(error).__name__)
            connections.close_all()
            with self._changed:
                self._pending = self._pending or progress
            return
        if job is None:
            self._is_taken = True
            return
        self._renewed_at = begun_at
        self.is_cancel_requested = job.cancel_requested_at is not None
