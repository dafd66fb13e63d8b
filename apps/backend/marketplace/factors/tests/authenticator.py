"""An authenticator in software: it signs what a real one would sign (WebAuthn Level 3, sections 6.1 and 6.5)."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

USER_PRESENT, USER_VERIFIED, BACKUP_ELIGIBLE, BACKED_UP, HAS_CREDENTIAL = 0x01, 0x04, 0x08, 0x10, 0x40
ORIGIN, RP_ID = "http://localhost:3000", "localhost"


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "===")


@dataclass
class Authenticator:
    """One passkey. What a test makes wrong is given to the call."""

    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: bytes = b""
    counter: int = 0

    def create(
        self,
        options: dict[str, Any],
        *,
        origin: str = ORIGIN,
        rp_id: str = RP_ID,
        flags: int = USER_PRESENT | USER_VERIFIED,
        ceremony: str = "webauthn.create",
        challenge: str | None = None,
        statement: dict[str, Any] | None = None,
        fmt: str = "none",
        **client_data: Any,
    ) -> dict[str, Any]:
        """What `toJSON()` of a new credential gives."""
        self.user_handle = from_base64url(options["user"]["id"])
        credential = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + self._cose_key()
        data = self._authenticator_data(rp_id, flags | HAS_CREDENTIAL) + credential
        attestation = {"fmt": fmt, "attStmt": statement or {}, "authData": data}
        return {
            "id": base64url(self.credential_id),
            "rawId": base64url(self.credential_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {
                "clientDataJSON": _client_data(ceremony, challenge or options["challenge"], origin, client_data),
                "attestationObject": base64url(cbor2.dumps(attestation)),
                "transports": ["internal", "a transport of the future"],
            },
        }

    def get(
        self,
        options: dict[str, Any],
        *,
        origin: str = ORIGIN,
        rp_id: str = RP_ID,
        flags: int = USER_PRESENT | USER_VERIFIED,
        ceremony: str = "webauthn.get",
        challenge: str | None = None,
        counter: int | None = None,
        user_handle: bytes | None = None,
        **client_data: Any,
    ) -> dict[str, Any]:
        """What `toJSON()` of an answer gives. The counter rises by one unless it is given."""
        self.counter = self.counter + 1 if counter is None else counter
        data = self._authenticator_data(rp_id, flags)
        written = _client_data(ceremony, challenge or options["challenge"], origin, client_data)
        signed = data + hashlib.sha256(from_base64url(written)).digest()
        return {
            "id": base64url(self.credential_id),
            "rawId": base64url(self.credential_id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": written,
                "authenticatorData": base64url(data),
                "signature": base64url(self.key.sign(signed, ECDSA(SHA256()))),
                "userHandle": base64url(self.user_handle if user_handle is None else user_handle),
            },
        }

    def _authenticator_data(self, rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _cose_key(self) -> bytes:
        """RFC 9053, section 7.1.1: EC2, ES256, P-256."""
        numbers = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})


def _client_data(ceremony: str, challenge: str, origin: str, more: dict[str, Any]) -> str:
    data = {"type": ceremony, "challenge": challenge, "origin": origin, "crossOrigin": False, **more}
    return base64url(json.dumps(data).encode())
