"""Publishes events of this domain in the transaction of the change."""

from marketplace.accounts.events import ACCOUNT_DELETED, PERSON_UPDATED
from marketplace.accounts.models import User
from throughline.http.context import RequestContext
from throughline.outbox.publish import publish

_INTERNAL_TOPIC = "internal_people"


def announce_person(user: User, *, context: RequestContext) -> None:
    topics = [f"user_{user.pk}", _INTERNAL_TOPIC]
    publish(PERSON_UPDATED, topics=topics, entity_id=user.pk, entity_version=user.version, data=user, context=context)


def announce_deleted(user: User, *, context: RequestContext) -> None:
    publish(
        ACCOUNT_DELETED,
        topics=[_INTERNAL_TOPIC],
        entity_id=user.pk,
        entity_version=user.version,
        data=user,
        context=context,
    )
