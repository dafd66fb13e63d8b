import time
from concurrent.futures import Future
from typing import Any

from django.db import connection


def wait_until_it_waits(work: Future[Any]) -> None:
    """Until the work in another thread waits for a row that this one holds, or is done without having waited."""
    deadline = time.monotonic() + 30
    while not work.done() and not _somebody_waits():
        assert time.monotonic() < deadline, "It neither waited nor ended."


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
