import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic, perf_counter
from typing import Final, Literal

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

HealthStatus = Literal["healthy", "degraded", "unhealthy"]

# Returns details for the answer, which is public, or None; raises when the part is not fit.
HealthCheck = Callable[[], Mapping[str, object] | None]

DEFAULT_TIMEOUT_S: Final = 2.0

_logger = logging.getLogger(__name__)
_registered: dict[str, "_Registered"] = {}


class UnfitError(Exception):
    """Raised by a check that is not fit and has details for the answer all the same."""

    def __init__(self, reason: str, details: Mapping[str, object]) -> None:
        super().__init__(reason)
        self.details = details


@dataclass(slots=True)
class _Run:
    """One call of a check in a thread of its own, since nothing else bounds how long a check takes."""

    check: HealthCheck
    status: HealthStatus = "unhealthy"
    latency_ms: float | None = None
    details: dict[str, object] = field(default_factory=dict)
    thread: Thread | None = None

    def start(self) -> None:
        # Daemon: a check that hangs must not keep the process from ending.
        self.thread = Thread(target=self._call, daemon=True, name="health-check")
        self.thread.start()

    def _call(self) -> None:
        started = perf_counter()
        try:
            self.details = dict(self.check() or {})
            self.status = "healthy"
        except UnfitError as error:
            self.details = dict(error.details)
            _logger.warning("A health check failed: %s", error)
        except Exception:
            _logger.warning("A health check failed.", exc_info=True)
        finally:
            self.latency_ms = round((perf_counter() - started) * 1000, 3)
            connections.close_all()


@dataclass(slots=True)
class _Registered:
    check: HealthCheck
    critical: bool
    lock: Lock = field(default_factory=Lock)
    last_run: _Run | None = None

    def run(self) -> _Run:
        with self.lock:
            # One that still hangs is not started again: each probe would cost one more thread.
            if self.last_run is None or self.last_run.thread is None or not self.last_run.thread.is_alive():
                self.last_run = _Run(self.check)
                self.last_run.start()
            return self.last_run


def register_health_check(name: str, check: HealthCheck, *, critical: bool = True) -> None:
    """Add a check; one that is not critical makes the service degraded (200), a critical one unhealthy (503).

    It runs in a thread and has `THROUGHLINE_HEALTH_TIMEOUT_S` seconds (default 2). Raises `ImproperlyConfigured` for a
    name that is taken by another check.
    """
    known = _registered.get(name)
    if known is not None and known.check is not check:
        raise ImproperlyConfigured(f"The health check {name!r} is registered twice.")
    _registered[name] = _Registered(check, critical)


def unregister_health_check(name: str) -> None:
    _registered.pop(name, None)


def run_health_checks() -> tuple[HealthStatus, dict[str, dict[str, object]]]:
    """All checks at the same time: the whole's status, and `{name: {status, latency_ms, …}}`."""
    timeout_s = getattr(settings, "THROUGHLINE_HEALTH_TIMEOUT_S", DEFAULT_TIMEOUT_S)
    deadline = monotonic() + timeout_s
    runs = {name: registered.run() for name, registered in sorted(_registered.items())}
    answers: dict[str, dict[str, object]] = {}
    whole: HealthStatus = "healthy"
    for name, run in runs.items():
        if run.thread is not None:
            run.thread.join(max(0.0, deadline - monotonic()))
        latency_ms = timeout_s * 1000 if run.latency_ms is None else run.latency_ms
        answers[name] = {**run.details, "status": run.status, "latency_ms": latency_ms}
        if run.status != "healthy" and whole != "unhealthy":
            whole = "unhealthy" if _registered[name].critical else "degraded"
    return whole, answers


def _check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


register_health_check("database", _check_database)
