"""What is done again and again. Each schedule is declared once, in the `jobs` module of an app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from .kinds import JobKind

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_declared: dict[str, "Schedule"] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Declares that a job of a kind is made `every` so often, counted from midnight UTC plus `offset`.

    `every=timedelta(days=1), offset=timedelta(hours=3)` is three o'clock UTC. A job that is still there when the next
    is due takes its place, and what was due several times while no scheduler ran is done once. `name` is the kind's
    unless given. Raises `ImproperlyConfigured` for a name that is declared already and times that cannot be.
    """

    kind: JobKind
    every: timedelta
    offset: timedelta = timedelta(0)
    payload: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.kind.name)
        if len(self.name) > 100:
            raise ImproperlyConfigured(f"The name of the schedule {self.name!r} is too long.")
        if self.every < timedelta(seconds=1) or not timedelta(0) <= self.offset < self.every:
            raise ImproperlyConfigured(f"The schedule {self.name!r} needs every >= 1 s and 0 <= offset < every.")
        if self.name in _declared:
            raise ImproperlyConfigured(f"The schedule {self.name!r} is declared twice.")
        _declared[self.name] = self

    def last_due(self, now: datetime) -> datetime:
        """The last instant up to now at which this was due."""
        return _EPOCH + self.offset + (now - _EPOCH - self.offset) // self.every * self.every


def declared_schedules() -> Mapping[str, Schedule]:
    return MappingProxyType(_declared)
