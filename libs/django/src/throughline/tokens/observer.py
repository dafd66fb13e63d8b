"""What a project does when sessions begin and end, such as an audit trail. The core itself does nothing."""

from typing import TYPE_CHECKING

from throughline.http.context import RequestContext
from throughline.tokens.device import Device

if TYPE_CHECKING:
    from throughline.tokens.models import RefreshFamily


class Observer:
    """A class without arguments, named by `THROUGHLINE_TOKENS["OBSERVER"]`; override what you need.

    What it writes commits together with what it is told of, and what it raises undoes that.
    """

    def signed_in(self, *, context: RequestContext, family: "RefreshFamily") -> None:
        """A session has begun; `context.actor_id` is its person."""

    def sign_in_failed(self, *, context: RequestContext, user_id: str | None, device: Device) -> None:
        """A password or a code was wrong; `user_id` is None when no account has the name.

        Called before the answer, outside of a transaction: it must take as long for None as for a person, or the time
        of the answer tells who has an account.
        """

    def second_factor_asked(self, *, context: RequestContext, user_id: str, device: Device) -> None:
        """A password was right, and the code that has to come with it was not given yet.

        Called before the answer, outside of a transaction. Mostly it is the first of the two steps of a sign-in.
        """

    def session_ended(self, *, context: RequestContext, family: "RefreshFamily") -> None:
        """A session has ended, for its `revoked_reason`; a replayed token is one of them."""
