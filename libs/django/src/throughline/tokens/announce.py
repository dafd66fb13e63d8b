"""Sessions that begin and end, told in the transaction that begins or ends them; by projects that have an outbox."""

from typing import Final

from django.apps import apps

from throughline.http.context import RequestContext
from throughline.tokens.models import RefreshFamily

# Of two: a session begins, and it ends.
_STARTED: Final = 1
_ENDED: Final = 2


def announce_started(*, context: RequestContext, family: RefreshFamily) -> None:
    if not apps.is_installed("throughline.outbox"):
        return
    from throughline.outbox.publish import publish
    from throughline.tokens.events import SESSION_STARTED

    publish(
        SESSION_STARTED,
        topics=[f"sessions_{family.user_id}"],
        entity_id=family.pk,
        entity_version=_STARTED,
        data=family,
        context=context,
    )


def announce_ended(*, context: RequestContext, family: RefreshFamily) -> None:
    if not apps.is_installed("throughline.outbox"):
        return
    from throughline.outbox.publish import publish
    from throughline.tokens.events import SESSION_ENDED

    publish(
        SESSION_ENDED,
        topics=[f"sessions_{family.user_id}", "internal_sessions"],
        entity_id=family.pk,
        entity_version=_ENDED,
        data=family,
        context=context,
    )
