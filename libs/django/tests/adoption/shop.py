"""The foreign project in a folder and a database of its own, run by its own `manage.py`."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from tests.outbox.relay_process import database_url
from tests.server import free_port

_TEMPLATE = Path(__file__).parent / "foreign_project"
_DATABASE = "throughline_adoption"
_START_LIMIT_S = 60


class Shop:
    def __init__(self, folder: Path) -> None:
        self.folder = shutil.copytree(_TEMPLATE, folder / "project")
        self._environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": urlunsplit(urlsplit(database_url("shop"))._replace(path=f"/{_DATABASE}")),
            "SECRET_KEY": "p8#Vn2!sQz7&kLw4@tYx9%eRb3^uGm6*hJd1(fCa5)oNi0",
            "JWT_SECRET": "nC5yXv0pTq8WzL3sKd7RgM2bHf9JuE4aVo1iPx6t",
            "DJANGO_SUPERUSER_PASSWORD": "correct horse battery",
        }

    def append(self, file: str, lines: str) -> None:
        with (self.folder / "shop" / file).open("a") as text:
            text.write(f"\n{lines}")

    def manage(self, *arguments: str) -> None:
        ended = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr

    @contextmanager
    def served(self) -> Iterator[str]:
        """Yields the address at which the project answers."""
        port = free_port()
        log = self.folder / "server.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
                cwd=self.folder,
                env=self._environment,
                stdout=output,
                stderr=output,
            )
        try:
            _wait_until_it_listens(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=15)


@contextmanager
def new_shop(folder: Path) -> Iterator[Shop]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {_DATABASE}")
    try:
        yield Shop(folder)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {_DATABASE} WITH (FORCE)")


def _wait_until_it_listens(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_LIMIT_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
