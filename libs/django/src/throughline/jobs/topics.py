from collections.abc import Collection, Sequence
from uuid import UUID

from throughline.http.context import RequestContext
from throughline.topics.kinds import TopicKind

from .selectors import jobs_of


def readable_jobs(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    """A job is followed by the person who asked for it, and by nobody else."""
    asked = {UUID(text) for text in ids if _is_uuid(text)}
    found = {str(pk) for pk in jobs_of(context=context).filter(pk__in=asked).values_list("pk", flat=True)}
    return found.intersection(ids)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


JOB_TOPICS = TopicKind("job", readable_jobs)
