"""Which events there are. Each is declared once, in the `events` module of the app that owns the entity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from rest_framework.serializers import Serializer

_TYPE: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", re.ASCII)
_KIND: Final = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)

_SerializerClass = type[Serializer[Any]]
_declared: dict[str, "EventType"] = {}


@dataclass(frozen=True, slots=True)
class EventType:
    """Declares an event, which from then on is in the OpenAPI document and may be published.

    `type` is `entity.action`, the action in the past tense. `serializer` makes `data`: what everyone who may read a
    topic may see. `topic_kinds` are the kinds of topics that it goes to; a kind has no `_`. `schema_version` rises when
    the form of `data` changes in a way that readers must know of.

    Raises `ImproperlyConfigured` for a type that is declared already or misshapen.
    """

    type: str
    serializer: _SerializerClass
    topic_kinds: tuple[str, ...]
    schema_version: int = 1
    description: str = ""

    def __post_init__(self) -> None:
        if not _TYPE.fullmatch(self.type):
            raise ImproperlyConfigured(f"The event type {self.type!r} must look like 'task.updated'.")
        if not self.topic_kinds or not all(_KIND.fullmatch(kind) for kind in self.topic_kinds):
            raise ImproperlyConfigured(f"{self.type}: topic_kinds must be names such as 'project', without '_'.")
        if self.schema_version < 1:
            raise ImproperlyConfigured(f"{self.type}: schema_version begins at 1.")
        if self.type in _declared:
            raise ImproperlyConfigured(f"The event type {self.type!r} is declared twice.")
        _declared[self.type] = self


def declared_events() -> Sequence[EventType]:
    """Every declared event, by type."""
    return [_declared[name] for name in sorted(_declared)]
