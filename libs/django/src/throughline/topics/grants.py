import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from throughline.http.context import RequestContext

from .kinds import TopicKind, declared_aliases, declared_kinds

_TOPIC: Final = re.compile(r"(?P<kind>[a-z][a-z0-9-]*)_(?P<id>[A-Za-z0-9-]{1,100})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Grant:
    """What became of one requested name: the concrete `topic`, or the error code `refused`."""

    requested: str
    topic: str | None
    refused: str | None


def grant_topics(context: RequestContext, requested: Sequence[str]) -> list[Grant]:
    """One grant for each name, in their order. An id that does not exist is refused like one that is not allowed."""
    resolved = {name: _resolve(context, name) for name in dict.fromkeys(requested)}
    ids_by_kind: dict[str, list[str]] = defaultdict(list)
    for topic in resolved.values():
        found = split_topic(topic)
        if found is not None:
            ids_by_kind[found[0].kind].append(found[1])
    kinds = declared_kinds()
    readable = {
        f"{kind}_{topic_id}" for kind, ids in ids_by_kind.items() for topic_id in kinds[kind].readable(context, ids)
    }
    return [_grant(name, resolved[name], readable) for name in requested]


def split_topic(topic: str | None) -> tuple[TopicKind, str] | None:
    """The kind and the id of a topic; None when it is misshapen or nobody declared its kind."""
    match = _TOPIC.fullmatch(topic or "")
    kind = declared_kinds().get(match["kind"]) if match else None
    return None if match is None or kind is None else (kind, match["id"])


def _resolve(context: RequestContext, name: str) -> str | None:
    alias = declared_aliases().get(name)
    return name if alias is None else alias.resolve(context)


def _grant(requested: str, topic: str | None, readable: set[str]) -> Grant:
    if topic is not None and topic in readable:
        return Grant(requested, topic, None)
    is_known = split_topic(requested) is not None or requested in declared_aliases()
    return Grant(requested, None, "auth.permission_denied" if is_known else "http.not_found")
