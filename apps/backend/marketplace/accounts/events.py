"""The events of this domain, each declared once. The core finds this module by its name."""

from typing import Final

from marketplace.accounts.api.serializers import PersonSerializer
from marketplace.accounts.event_serializers import AccountDeletedSerializer
from throughline.outbox.events import EventType

# The person's own pages, and services that keep names.
PERSON_UPDATED: Final = EventType(
    "person.updated", PersonSerializer, ("user", "internal"), description="Their name as others see it changed."
)
ACCOUNT_DELETED: Final = EventType(
    "account.deleted",
    AccountDeletedSerializer,
    ("internal",),
    description="Services forget what they keep about this person, or keep it without a name.",
)
