"""Workers as processes of their own, with the database of the test."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.jobs.valkey import Valkey
from tests.outbox.relay_process import database_url, wait_until
from tests.server import ROOT


class Worker:
    def __init__(self, valkey: Valkey, *options: str, wait: bool) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="throughline-worker-")
        self.ready_file = Path(self._folder.name) / "ready"
        self.log_file = Path(self._folder.name) / "log"
        command = [sys.executable, "-m", "celery", "--quiet", "--app", "tests.project", "worker"]
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--without-gossip", "--without-mingle", "--without-heartbeat", *options],
                cwd=ROOT,
                env={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "tests.project.settings",
                    "DATABASE_URL": database_url("worker"),
                    "REDIS_URL": valkey.url,
                    "WORKER_READY_FILE": str(self.ready_file),
                },
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if wait:
            wait_until(self.is_ready)

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log()
        return self.ready_file.exists() and self.ready_file.read_text() == f"{self.process.pid}\n"

    def log(self) -> str:
        return self.log_file.read_text()

    def kill(self) -> None:
        """The whole group at once, as when the machine goes."""
        # Its children are left when it has ended by itself in a way that it should not.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=15)

    def close(self) -> None:
        self.kill()
        self._folder.cleanup()


@contextmanager
def running_worker(valkey: Valkey, *options: str, wait: bool = True) -> Iterator[Worker]:
    """One child that works, unless the options say otherwise; `--beat` sweeps."""
    worker = Worker(valkey, "--concurrency", "1", *options, wait=wait)
    try:
        yield worker
    except BaseException:
        # pytest shows it with the failure.
        print(worker.log())
        raise
    finally:
        worker.close()
