"""Relays as processes of their own, with the database of the test."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connection

from tests.server import ROOT


def database_url(application_name: str) -> str:
    values = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    port = f":{values['PORT']}" if values["PORT"] else ""
    login = f"{values['USER']}:{values['PASSWORD']}@{values['HOST']}{port}"
    if connection.vendor == "mysql":
        return f"mysql://{login}/{values['NAME']}"
    return f"postgres://{login}/{values['NAME']}?application_name={application_name}"


@contextmanager
def running_relay(
    gateway_url: str, name: str = "relay", *, poll_interval_s: float = 0.2, longest_backoff_s: float = 0.3
) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "django", "relay_outbox"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.project.settings",
        "DATABASE_URL": database_url(name),
        "GATEWAY_URL": gateway_url,
        "POLL_INTERVAL_S": str(poll_interval_s),
        "LONGEST_BACKOFF_S": str(longest_backoff_s),
    }
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=15)


def leader() -> str | None:
    """The name of the relay that holds the lock now; on MariaDB, which gives none, its connection's number."""
    with connection.cursor() as cursor:
        if connection.vendor == "mysql":
            cursor.execute("SELECT IS_USED_LOCK(CONCAT('throughline_outbox.', LEFT(MD5(DATABASE()), 16)))")
        else:
            cursor.execute(
                "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
                "WHERE locktype = 'advisory' AND granted AND datname = current_database() "
                "AND application_name LIKE 'relay%'"
            )
        row = cursor.fetchone()
    return None if row is None or row[0] is None else str(row[0])


def wait_until(condition: Callable[[], bool], timeout_s: float = 60) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.01)
