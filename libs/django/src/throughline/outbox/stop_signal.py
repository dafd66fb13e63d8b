import select
import socket
from collections.abc import Callable
from contextlib import suppress


class StopSignal:
    """Asked to stop or not, and a wait that ends at once when asked, also from a signal handler."""

    def __init__(self) -> None:
        self.requested = False
        self._wake, self._woken = socket.socketpair()
        self._wake.setblocking(False)

    def request(self) -> None:
        self.requested = True
        # Full means woken already.
        with suppress(BlockingIOError):
            self._wake.send(b"!")

    def wait(self, timeout_s: float, fileno: Callable[[], int] | None = None) -> None:
        """Until the time is over, stop is asked for, or there is something to read at `fileno`."""
        if not self.requested:
            readers: list[int] = [self._woken.fileno()]
            if fileno is not None:
                readers.append(fileno())
            select.select(readers, [], [], timeout_s)
