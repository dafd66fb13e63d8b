from typing import Any, Final

from celery import bootsteps
from celery.worker import state

_LOOK_EVERY_S: Final = 2.0


class LostAcknowledgement(bootsteps.StartStopStep):
    """Connects anew to the broker when an acknowledgement has failed.

    Celery logs such a failure and goes on, but the message still counts as being worked on, so that a worker with room
    for one takes nothing any more, though its connection is sound. It is told by more messages that wait for their
    acknowledgement than there are tasks, twice in a row, since for a moment that is nothing unusual.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, parent: Any) -> None:
        self._qos = parent.task_consumer.channel.qos
        self._is_suspected = False
        self._timer = parent.timer.call_repeatedly(_LOOK_EVERY_S, self._look)

    def stop(self, parent: Any) -> None:
        self._timer.cancel()

    def _look(self) -> None:
        room = self._qos.can_consume_max_estimate()
        waiting = 0 if room is None else self._qos.prefetch_count - room
        is_lost = waiting > len(state.reserved_requests)
        if is_lost and self._is_suspected:
            # The worker's loop takes it for a lost connection, which it mends.
            raise ConnectionError("An acknowledgement did not reach the broker.")
        self._is_suspected = is_lost
