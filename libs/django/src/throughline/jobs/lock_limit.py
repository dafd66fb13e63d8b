from math import ceil
from typing import Final

from django.db import connections, transaction

DEFAULT_S: Final = 10.0


def limit_lock(alias: str, seconds: float = DEFAULT_S) -> None:
    """Bound how long this transaction may idle: the database then ends it, with its locks.

    A worker that is frozen, or whose machine is gone, would otherwise keep a row from every sweeper for as long as its
    connection seems to be there, which by default is two hours.
    """
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            limit_ms = f"{ceil(seconds * 1000)}"
            cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [limit_ms])
        else:
            # MariaDB knows whole seconds, for the whole session: transactions of the work itself are not bounded.
            cursor.execute("SET SESSION idle_transaction_timeout = %s", [ceil(seconds)])
            transaction.on_commit(lambda: _lift(alias), using=alias, robust=True)


def _lift(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SET SESSION idle_transaction_timeout = DEFAULT")
