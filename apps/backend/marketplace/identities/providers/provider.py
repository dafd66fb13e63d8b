from typing import Protocol

from marketplace.identities.flow_secrets import FlowSecrets
from marketplace.identities.providers.profile import Profile


class Provider(Protocol):
    """A sign-in service: where people are sent, and what its answer says of them."""

    @property
    def id(self) -> str:
        """Part of addresses: small letters."""

    @property
    def label(self) -> str:
        """What people know it by."""

    def authorization_url(self, *, redirect_uri: str, state: str, secrets: FlowSecrets) -> str:
        """Where the browser goes (RFC 6749, section 4.1.1, with PKCE). Raises ApplicationError."""

    def profile_of(self, *, code: str, issuer: str | None, redirect_uri: str, secrets: FlowSecrets) -> Profile:
        """The person of an authorization code. `issuer` is the `iss` of the answer (RFC 9207), if it had one.

        Raises ApplicationError: identity.provider_unavailable; identity.answer_invalid.
        """
