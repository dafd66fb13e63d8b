from collections.abc import Collection, Mapping, Sequence

from throughline.http.context import RequestContext
from throughline.topics.kinds import TopicAlias, TopicKind

from .models import Note


def _own(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    return [topic_id for topic_id in ids if topic_id == context.actor_id]


def _boards(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    """A board is the notes of one person; everyone who has a note may read every board that is not empty."""
    owners = {str(owner) for owner in Note.objects.filter(owner__pk__in=_numbers(ids)).values_list("owner", flat=True)}
    return owners if Note.objects.filter(owner__pk=context.actor_id or 0).exists() else ()


def _numbers(ids: Sequence[str]) -> list[int]:
    return [int(topic_id) for topic_id in ids if topic_id.isdecimal() and len(topic_id) < 10]


def _board_snapshot(context: RequestContext, topic_id: str) -> Mapping[str, object]:
    return {"titles": list(Note.objects.filter(owner__pk=topic_id).values_list("title", flat=True))}


def _my_board(context: RequestContext) -> str | None:
    return f"board_{context.actor_id}" if Note.objects.filter(owner__pk=context.actor_id or 0).exists() else None


TopicKind("user", _own)
TopicKind("board", _boards, _board_snapshot)
TopicAlias("my-board", _my_board)
