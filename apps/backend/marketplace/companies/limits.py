from collections.abc import Mapping
from typing import Final

from marketplace.accounts.limits import mail_limits
from marketplace.accounts.link_tokens import LinkKind
from marketplace.companies.models import INVITATION_LIFETIME
from throughline.tokens.device import Device
from throughline.tokens.limits.limit import Limit

_INVITATION: Final = LinkKind("invitation", INVITATION_LIFETIME)


def invitation_limits(*, email: str, device: Device) -> Mapping[str, Limit]:
    """Invitations to one address, and mails from one place: nobody's box is filled."""
    return mail_limits(_INVITATION, email=email, device=device)
