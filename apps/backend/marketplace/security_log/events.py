"""The event of this domain. The core finds this module by its name."""

from typing import Final

from marketplace.security_log.event_serializers import SecurityNotedSerializer
from throughline.outbox.events import EventType

SECURITY_NOTED: Final = EventType(
    "security.noted",
    SecurityNotedSerializer,
    ("sessions",),
    description="Something happened to the person's account that they should know of; they got a mail too.",
)
