"""Which kinds of topics there are. Each is declared once, in the `topics` module of the app that owns it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from throughline.http.context import RequestContext

# A kind has no `_`, so that the first one in a topic separates it from the id; an alias has none at all.
_NAME: Final = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)

_kinds: dict[str, "TopicKind"] = {}
_aliases: dict[str, "TopicAlias"] = {}


@dataclass(frozen=True, slots=True)
class TopicKind:
    """Declares a kind: its topics are named `kind_id`.

    `readable` gets ids (1 to 100 of letters, digits and `-`; they need not exist or be well formed) and answers with
    those whose events this person may read, in one query for all of them. `snapshot` makes what a topic holds now, as
    JSON: what everyone who may read it may see.

    Raises `ImproperlyConfigured` for a kind that is declared already or misshapen.
    """

    kind: str
    readable: Callable[[RequestContext, Sequence[str]], Collection[str]]
    snapshot: Callable[[RequestContext, str], Mapping[str, object]] | None = None

    def __post_init__(self) -> None:
        _require_free(self.kind)
        _kinds[self.kind] = self


@dataclass(frozen=True, slots=True)
class TopicAlias:
    """Declares a name that means "mine": `resolve` answers with the caller's own topic, or None when there is none.

    What it resolves to is granted only if its kind finds it readable. Raises `ImproperlyConfigured` as a kind does.
    """

    name: str
    resolve: Callable[[RequestContext], str | None]

    def __post_init__(self) -> None:
        _require_free(self.name)
        _aliases[self.name] = self


def declared_kinds() -> Mapping[str, TopicKind]:
    return MappingProxyType(_kinds)


def declared_aliases() -> Mapping[str, TopicAlias]:
    return MappingProxyType(_aliases)


def _require_free(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ImproperlyConfigured(f"The topic kind or alias {name!r} must look like 'project', without '_'.")
    if name in _kinds or name in _aliases:
        raise ImproperlyConfigured(f"The topic kind or alias {name!r} is declared twice.")
