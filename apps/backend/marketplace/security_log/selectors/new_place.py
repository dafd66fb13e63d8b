from uuid import UUID

from marketplace.security_log.models import SecurityEvent
from throughline.tokens.limits.address_group import address_group


def is_new_place(*, user_id: UUID | str, address: str | None) -> bool:
    """Whether a person who has signed in before never did from this address (IPv6: its /64 network).

    A sign-in is rare, since a session goes on for weeks, so that a moving address tells people little too often.
    """
    before = SecurityEvent.objects.filter(user_id=user_id, kind=SecurityEvent.Kind.SIGNED_IN)
    known = set(before.order_by().values_list("address", flat=True).distinct())
    return bool(known) and address_group(address) not in {address_group(seen) for seen in known}
