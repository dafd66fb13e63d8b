from marketplace.identities.models import Identity
from marketplace.identities.providers.configured import label_of
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.tokens.device import Device


def announce_linked(*, context: RequestContext, identity: Identity, device: Device) -> None:
    _record(SecurityEvent.Kind.IDENTITY_LINKED, context, identity, device)


def announce_unlinked(*, context: RequestContext, identity: Identity, device: Device) -> None:
    _record(SecurityEvent.Kind.IDENTITY_UNLINKED, context, identity, device)


def _record(kind: SecurityEvent.Kind, context: RequestContext, identity: Identity, device: Device) -> None:
    detail = {"provider": label_of(identity.provider), "email": identity.email}
    security_event_record(context=context, user_id=identity.user_id, kind=kind, device=device, detail=detail)
