import logging
import os
from pathlib import Path
from typing import Any, Final

from celery import bootsteps
from celery.worker import state

from ..conf import jobs_settings

_TOUCH_EVERY_S: Final = 2.0
_logger = logging.getLogger(__name__)


class ReadyFile(bootsteps.StartStopStep):
    """`READY_FILE` holds the worker's process id, and is new every two seconds, while the worker takes jobs.

    It goes when the connection to the broker does. When beat has died, the worker ends, so that it is started anew.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, parent: Any) -> None:
        self._file = Path(jobs_settings().ready_file) if jobs_settings().ready_file else None
        self._beat = parent.controller.beat
        self._touch()
        self._timer = parent.timer.call_repeatedly(_TOUCH_EVERY_S, self._touch)

    def stop(self, parent: Any) -> None:
        self._timer.cancel()
        if self._file is not None:
            self._file.unlink(missing_ok=True)

    def _touch(self) -> None:
        if self._beat is not None and not self._beat.is_alive():
            _logger.critical("Beat has ended by itself; the worker ends too.")
            # The worker's loop looks at this flag, and ends with it as its exit code.
            setattr(state, "should_stop", os.EX_SOFTWARE)  # noqa: B010 - None to the stubs
            return
        if self._file is not None:
            self._file.write_text(f"{os.getpid()}\n")
