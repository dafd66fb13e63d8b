"""Secrets of authenticator apps as they stand in the database: encrypted under SECRET_KEY."""

import base64
import os
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ImproperlyConfigured

_NONCE_BYTES: Final = 12
_PURPOSE: Final = b"marketplace.factors: secrets of authenticator apps"


def seal(secret: str, *, owner: str, keys: Sequence[str]) -> str:
    """The secret, encrypted by the first of the keys (AES-256-GCM, bound to its owner)."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_sealing_key(keys[0])).encrypt(nonce, secret.encode(), owner.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, owner: str, keys: Sequence[str]) -> str:
    """The secret. Raises ImproperlyConfigured when none of the keys sealed it for this owner."""
    data = base64.urlsafe_b64decode(sealed)
    for key in keys:
        try:
            opened = AESGCM(_sealing_key(key)).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], owner.encode())
        except InvalidTag:
            continue
        return opened.decode()
    raise ImproperlyConfigured(
        "The secret of an authenticator app was sealed by another SECRET_KEY. Name that one in SECRET_KEY_FALLBACKS."
    )


def _sealing_key(key: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
