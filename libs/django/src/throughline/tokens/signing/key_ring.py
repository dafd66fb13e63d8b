"""The keys of the table as this process last read them."""

from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any, Final

import jwt
from django.db import transaction
from django.utils import timezone

from throughline.tokens.conf import token_settings
from throughline.tokens.models import SigningKey
from throughline.tokens.signing.algorithms import configured_algorithm

# However many unknown ids are shown, the table is asked for them no more often.
_REREAD_S: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class VerifyingKey:
    public_key: Any
    access_until: datetime | None
    refresh_until: datetime | None


@dataclass(frozen=True, kw_only=True)
class PrivateKey:
    kid: str
    private_key: Any


@dataclass(frozen=True, kw_only=True)
class _Reading:
    algorithm: str
    read_at_s: float
    signing: SigningKey | None
    verifying: dict[str, VerifyingKey]


class KeyRing:
    """Read anew after `KEY_CACHE_S`, and for an id that is not known."""

    def __init__(self) -> None:
        self._kept: _Reading | None = None
        self._opened: PrivateKey | None = None

    def signing_key(self) -> PrivateKey:
        """The key that signs. A table without one gets its first.

        Raises ImproperlyConfigured if it cannot be unsealed.
        """
        # Here, because they need the package `cryptography`.
        from throughline.tokens.services.signing_key_first import signing_key_first
        from throughline.tokens.signing.key_material import unseal

        row = self._current().signing or signing_key_first(algorithm=configured_algorithm())
        opened = self._opened
        if opened is None or opened.kid != row.kid:
            pem = unseal(row.sealed_private_key, kid=row.kid, secrets=token_settings().key_secrets)
            private_key = jwt.get_algorithm_by_name(row.algorithm).prepare_key(pem)
            opened = self._opened = PrivateKey(kid=row.kid, private_key=private_key)
        return opened

    def verifying_key(self, kid: object) -> VerifyingKey | None:
        """The public key of that id, which may be one that no longer counts; None for an id that nobody made."""
        if not isinstance(kid, str):
            return None
        reading = self._current()
        if kid not in reading.verifying and monotonic() - reading.read_at_s >= _REREAD_S:
            reading = self._read()
        return reading.verifying.get(kid)

    def forget(self) -> None:
        self._kept = self._opened = None

    def _current(self) -> _Reading:
        kept = self._kept
        if kept is None or kept.algorithm != configured_algorithm():
            return self._read()
        if monotonic() - kept.read_at_s >= token_settings().key_cache_s:
            return self._read()
        return kept

    def _read(self) -> _Reading:
        read_at_s = monotonic()
        algorithm = configured_algorithm()
        prepare = jwt.get_algorithm_by_name(algorithm).prepare_key
        now = timezone.now()
        rows = [
            row
            for row in SigningKey.objects.filter(algorithm=algorithm)
            if row.refresh_until is None or row.refresh_until > now
        ]
        reading = _Reading(
            algorithm=algorithm,
            read_at_s=read_at_s,
            signing=next((row for row in rows if row.signs), None),
            verifying={
                row.kid: VerifyingKey(
                    public_key=prepare(row.public_key), access_until=row.access_until, refresh_until=row.refresh_until
                )
                for row in rows
            },
        )
        # What a transaction sees may be rolled back with it.
        self._kept = None if transaction.get_connection().in_atomic_block else reading
        return reading


key_ring = KeyRing()
