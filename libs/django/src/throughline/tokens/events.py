"""The events of sessions. The outbox finds this module by its name."""

from typing import Final

from throughline.outbox.events import EventType
from throughline.tokens.event_serializers import SessionEndedSerializer, SessionStartedSerializer

SESSION_STARTED: Final = EventType(
    "session.started", SessionStartedSerializer, ("sessions",), description="Somebody signed in as this person."
)
SESSION_ENDED: Final = EventType(
    "session.ended",
    SessionEndedSerializer,
    ("sessions", "internal"),
    description="Its refresh tokens are worth nothing. Services refuse its access tokens until the last has expired.",
)
