"""Counts failures and refuses who fails too often. Rows of the database, so that all processes count together."""

import math
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from throughline.http.errors import ApplicationError
from throughline.tokens.limits.limit import Limit
from throughline.tokens.models import FailureCount


def key_of(limit: Limit, *about: str) -> str:
    return salted_hmac(f"throughline.tokens {limit.name}", "\0".join(about), algorithm="sha256").hexdigest()


def count_failure(limits: Mapping[str, Limit]) -> None:
    """Counts a failure under each key, before the outcome is known: tries at the same moment do not slip through.

    Raises ApplicationError http.too_many_requests, and counts nothing, while one of the keys has to wait.
    """
    now = timezone.now()
    _make(limits)
    with transaction.atomic():
        counts = _locked(limits)
        _refuse_blocked(counts, now)
        for count in counts:
            is_old = count.failed_at is None or count.failed_at < now - limits[count.key].forget_after
            count.failures = 1 if is_old else count.failures + 1
            count.failed_at = now
            wait = limits[count.key].wait_after(count.failures)
            # No wait is none, not one until now: another server's clock, and who waited for the lock, are behind.
            count.blocked_until = now + wait if wait else None
            count.save()


@transaction.atomic
def take_back(limits: Mapping[str, Limit], *, unblock: bool = False) -> None:
    """The counted failure was none. Others before it stay: a good account of one's own clears nobody's address.

    `unblock`: the wait that it began ends too, for who has to come again at once. None older is left to end: while one
    lasted nothing was counted.
    """
    for count in _locked(limits):
        count.failures = max(0, count.failures - 1)
        if unblock or count.failures < limits[count.key].free:
            count.blocked_until = None
        count.save()


def clear(limits: Mapping[str, Limit]) -> None:
    """Forgets the failures: somebody has proved who they are."""
    now = timezone.now()
    _make(limits)
    with transaction.atomic():
        for count in _locked(limits):
            count.failures, count.blocked_until, count.succeeded_at = 0, None, now
            count.save()


def refuse_blocked(limits: Mapping[str, Limit]) -> None:
    """Raises ApplicationError http.too_many_requests while one of the keys has to wait; counts nothing."""
    _refuse_blocked(list(FailureCount.objects.filter(pk__in=limits)), timezone.now())


def has_succeeded(key: str) -> bool:
    return FailureCount.objects.filter(pk=key, succeeded_at__isnull=False).exists()


def _make(limits: Mapping[str, Limit]) -> None:
    """The rows, before the transaction that locks them.

    In it, MariaDB would lock a row that is there already for reading, and two who then want to write would wait for
    each other (InnoDB, locks set by INSERT).
    """
    there = set(FailureCount.objects.filter(pk__in=limits).values_list("pk", flat=True))
    missing = [FailureCount(key=key) for key in sorted(limits) if key not in there]
    if missing:
        FailureCount.objects.bulk_create(missing, ignore_conflicts=True)


def _locked(limits: Mapping[str, Limit]) -> list[FailureCount]:
    # In one order everywhere, so that two of them never wait for each other.
    return list(FailureCount.objects.select_for_update().filter(pk__in=limits).order_by("key"))


def _refuse_blocked(counts: list[FailureCount], now: datetime) -> None:
    ends = [count.blocked_until for count in counts if count.blocked_until is not None and count.blocked_until > now]
    if ends:
        wait_seconds = math.ceil((max(ends) - now).total_seconds())
        # Nothing is left, for that many seconds: draft-ietf-httpapi-ratelimit-headers-10, section 4.
        headers = {"Retry-After": str(wait_seconds), "RateLimit": f'"default";r=0;t={wait_seconds}'}
        raise ApplicationError("http.too_many_requests", headers=headers)
