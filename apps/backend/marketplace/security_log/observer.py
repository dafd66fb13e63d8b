from typing import Final
from uuid import UUID

from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.notices import notice_send
from marketplace.security_log.selectors.new_place import is_new_place
from marketplace.security_log.services.second_factor_asked_record import second_factor_asked_record
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshFamily
from throughline.tokens.observer import Observer

_ENDINGS: Final = {
    RefreshFamily.RevokedReason.SIGNED_OUT: SecurityEvent.Kind.SIGNED_OUT,
    RefreshFamily.RevokedReason.REPLAYED: SecurityEvent.Kind.TOKEN_REPLAYED,
}


class SecurityLogObserver(Observer):
    """Writes sign-ins, failed ones and sessions that end into the person's security log."""

    def signed_in(self, *, context: RequestContext, family: RefreshFamily) -> None:
        new_place = is_new_place(user_id=family.user_id, address=family.address)
        event = security_event_record(
            context=context,
            user_id=family.user_id,
            kind=SecurityEvent.Kind.SIGNED_IN,
            device=_device_of(family),
            session_id=UUID(str(family.pk)),
        )
        if new_place:
            notice_send(context=context, event=event)

    def sign_in_failed(self, *, context: RequestContext, user_id: str | None, device: Device) -> None:
        # One row for a name that nobody has too, and no mail or event for either: the same work takes the same time.
        security_event_record(context=context, user_id=user_id, kind=SecurityEvent.Kind.SIGN_IN_FAILED, device=device)

    def second_factor_asked(self, *, context: RequestContext, user_id: str, device: Device) -> None:
        # At places of theirs it is the first step of an ordinary sign-in.
        if is_new_place(user_id=user_id, address=device.address):
            second_factor_asked_record(context=context, user_id=user_id, device=device)

    def session_ended(self, *, context: RequestContext, family: RefreshFamily) -> None:
        reason = RefreshFamily.RevokedReason(family.revoked_reason)
        kind = _ENDINGS.get(reason, SecurityEvent.Kind.SESSION_ENDED)
        security_event_record(
            context=context,
            user_id=family.user_id,
            kind=kind,
            device=_device_of(family),
            session_id=UUID(str(family.pk)),
            detail={"reason": reason.value} if kind == SecurityEvent.Kind.SESSION_ENDED else None,
        )


def _device_of(family: RefreshFamily) -> Device:
    return Device(name=family.device_name, user_agent=family.user_agent, address=family.address)
