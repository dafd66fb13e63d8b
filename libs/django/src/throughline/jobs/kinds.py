"""Which kinds of jobs there are. Each is declared once, in the `jobs` module of the app that owns the work."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ImproperlyConfigured
from rest_framework.serializers import Serializer

if TYPE_CHECKING:
    from .job_run import JobRun

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", re.ASCII)
_MAX_NAME_LENGTH: Final = 100

_SerializerClass = type[Serializer[Any]]
_declared: dict[str, "JobKind"] = {}


class UnknownJobKindError(LookupError):
    """Nobody in this process has declared a kind of this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """Declares a kind of job, named like `projects.analyse`.

    `handle` does the work, in a worker: it gets a `JobRun` and the payload as `payload` validated it, and returns what
    `result` represents, or None where there is no `result`. It may be called again for the same job after a worker
    died, so what it does twice must come out as once; `JobRun.transaction()` helps with that.

    `lease_s`: a worker that is silent for so long has lost the job. `time_limit_s`: one attempt takes no longer.
    `max_attempts`: after so many the job has failed. Between two attempts pass `retry_after_s`, twice as long each
    time up to `longest_retry_after_s`, less up to half of it by chance.

    Raises `ImproperlyConfigured` for a name that is declared already or misshapen, and for figures that cannot be.
    """

    name: str
    handle: Callable[["JobRun", Mapping[str, Any]], Mapping[str, Any] | None]
    payload: _SerializerClass
    result: _SerializerClass | None = None
    lease_s: float = 10.0
    time_limit_s: int = 300
    max_attempts: int = 5
    retry_after_s: float = 5.0
    longest_retry_after_s: float = 300.0

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.name) > _MAX_NAME_LENGTH:
            raise ImproperlyConfigured(f"The job kind {self.name!r} must look like 'projects.analyse'.")
        if self.max_attempts < 1 or self.lease_s <= 0 or self.time_limit_s <= 0:
            raise ImproperlyConfigured(f"{self.name}: lease_s, time_limit_s and max_attempts must be more than 0.")
        if not 0 <= self.retry_after_s <= self.longest_retry_after_s:
            raise ImproperlyConfigured(f"{self.name}: retry_after_s must be from 0 to longest_retry_after_s.")
        if self.name in _declared:
            raise ImproperlyConfigured(f"The job kind {self.name!r} is declared twice.")
        _declared[self.name] = self


def declared_kinds() -> Mapping[str, JobKind]:
    return MappingProxyType(_declared)


def job_kind(name: str) -> JobKind:
    """Raises `UnknownJobKindError`, whose text lists those that there are."""
    kind = _declared.get(name)
    if kind is None:
        raise UnknownJobKindError(f"There is no job kind {name!r}. Known ones: {', '.join(sorted(_declared)) or '-'}.")
    return kind
