"""Key pairs as text. The one module that needs the package `cryptography` (the extra `keys`)."""

import base64
import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ImproperlyConfigured

# The least that RFC 7518, section 3.3 allows: a longer signature would not fit into a browser's cookie with the rest.
_RSA_BITS: Final = 2048
_NONCE_BYTES: Final = 12
_PURPOSE: Final = b"throughline.tokens: private signing keys"
# RFC 7638, section 3.2, and RFC 8037, section 2: what identifies a key of each type.
_THUMBPRINT_MEMBERS: Final = {"OKP": ("crv", "kty", "x"), "RSA": ("e", "kty", "n")}

_GENERATORS: Final[dict[str, Callable[[], Ed25519PrivateKey | RSAPrivateKey]]] = {
    "EdDSA": Ed25519PrivateKey.generate,
    "RS256": lambda: generate_private_key(65_537, _RSA_BITS),
}


@dataclass(frozen=True)
class KeyPair:
    kid: str
    public_key: str
    private_key: str


def make_key_pair(algorithm: str) -> KeyPair:
    """A new pair, both halves as PEM. Raises KeyError for an algorithm without keys."""
    private = _GENERATORS[algorithm]()
    private_pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public_pem = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    public_key = public_pem.decode()
    return KeyPair(kid=_thumbprint(algorithm, public_key), public_key=public_key, private_key=private_pem.decode())


def public_jwk(*, algorithm: str, kid: str, public_key: str) -> dict[str, Any]:
    """A public key as it is published (RFC 7517, section 4)."""
    return {**_members(algorithm, public_key), "kid": kid, "alg": algorithm, "use": "sig"}


def seal(private_key: str, *, kid: str, secrets: Sequence[str]) -> str:
    """The private half, encrypted by the first of the secrets (AES-256-GCM, bound to the key's id)."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_sealing_key(secrets[0])).encrypt(nonce, private_key.encode(), kid.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, kid: str, secrets: Sequence[str]) -> str:
    """The private half. Raises ImproperlyConfigured when none of the secrets sealed it."""
    data = base64.urlsafe_b64decode(sealed)
    for secret in secrets:
        try:
            opened = AESGCM(_sealing_key(secret)).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], kid.encode())
        except InvalidTag:
            continue
        return opened.decode()
    raise ImproperlyConfigured(
        f"The signing key {kid} was sealed by another secret. Name that one too in THROUGHLINE_TOKENS['KEY_SECRETS'] "
        "(default: SECRET_KEY and SECRET_KEY_FALLBACKS), or make and promote a new key."
    )


def _sealing_key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())


def _members(algorithm: str, public_key: str) -> dict[str, Any]:
    implementation = jwt.get_algorithm_by_name(algorithm)
    members = implementation.to_jwk(implementation.prepare_key(public_key), as_dict=True)
    return {name: members[name] for name in _THUMBPRINT_MEMBERS[members["kty"]]}


def _thumbprint(algorithm: str, public_key: str) -> str:
    text = json.dumps(_members(algorithm, public_key), sort_keys=True, separators=(",", ":"))
    # Hexadecimal, not base64: an id that begins with a hyphen would be an option on a command line.
    return hashlib.sha256(text.encode()).hexdigest()
