"""Instants by the database's clock: leases are compared across machines whose clocks differ."""

from datetime import datetime, timedelta
from typing import cast

from django.db import connections
from django.utils import timezone


def database_now(alias: str) -> datetime:
    """The instant of this statement, not that of the transaction's begin."""
    connection = connections[alias]
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SELECT STATEMENT_TIMESTAMP()" if is_postgresql else "SELECT CURRENT_TIMESTAMP(6)")
        row = cursor.fetchone()
    now = cast("datetime", row[0] if row else None)
    # MariaDB answers in the connection's time zone, which Django sets to UTC, without saying so.
    return now if timezone.is_aware(now) else timezone.make_aware(now, connection.timezone)


def seconds(value: float) -> timedelta:
    return timedelta(seconds=value)
