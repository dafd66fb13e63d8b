"""The secrets of a flow. The browser holds `flow`, the service gets `state`; the rest is made from `flow` again."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from django.utils.crypto import salted_hmac

_SECRET_BYTES: Final = 32


def make_secret() -> str:
    """43 characters that nobody guesses."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FlowSecrets:
    """What ties the service's answer to this flow: `nonce` of OpenID Connect and the code verifier of RFC 7636.

    Made from the browser's secret under SECRET_KEY: neither the database nor the browser alone gives them away.
    """

    nonce: str
    verifier: str

    @classmethod
    def of(cls, flow: str) -> "FlowSecrets":
        return cls(nonce=_derived("nonce", flow), verifier=_derived("verifier", flow))

    @property
    def challenge(self) -> str:
        """S256 of RFC 7636, section 4.2."""
        return _base64url(hashlib.sha256(self.verifier.encode()).digest())


def _derived(name: str, flow: str) -> str:
    return _base64url(salted_hmac(f"marketplace.identities {name}", flow, algorithm="sha256").digest())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
