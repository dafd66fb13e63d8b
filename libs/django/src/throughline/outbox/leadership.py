"""One relay leads for each database; the lock belongs to a connection, so it ends with the process that holds it."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

# The same number for every version of this package: "thruline" in ASCII.
LOCK_NUMBER: Final = int.from_bytes(b"thruline", "big")
_LOCK_NAME: Final = "throughline_outbox"

# PostgreSQL notices the death of a leader's machine within 15 seconds; by default that takes two hours.
_KEEPALIVES: Final = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2"


def try_to_lead(connection: BaseDatabaseWrapper) -> bool:
    """Whether this connection holds the lock now. It must be a session of its own, not one of a transaction pooler."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_KEEPALIVES)
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
        else:
            # MariaDB's locks are the server's: the name of the database keeps two databases apart.
            cursor.execute("SELECT GET_LOCK(CONCAT(%s, '.', LEFT(MD5(DATABASE()), 16)), 0)", [_LOCK_NAME])
        row = cursor.fetchone()
    return bool(row and row[0])
