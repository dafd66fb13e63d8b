from typing import Final

from throughline.outbox.events import EventType

from .event_serializers import JobEventSerializer

JOB_UPDATED: Final = EventType(
    "job.updated",
    JobEventSerializer,
    topic_kinds=("job",),
    description="Its status or progress changed; progress is told at most every half second.",
)
