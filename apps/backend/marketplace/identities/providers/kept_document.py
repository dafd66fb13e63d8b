"""Documents that a sign-in service publishes: read once, kept for a while, and used for longer while it is away."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from marketplace.identities.providers.provider_http import ProviderAwayError, get_json

_FRESH_S: Final = 3600.0
_STALE_S: Final = 86_400.0
# At the most so often a document is asked for again because something was not in it.
_LEAST_AGE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class _Kept:
    document: dict[str, object]
    read_at: float


class DocumentKeeper:
    """One for the process. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._lock = Lock()

    def document(self, address: str) -> dict[str, object]:
        """The object at an address. Raises ProviderAwayError where there is none, not even an old one."""
        kept = self._kept.get(address)
        if kept is not None and self._age_of(kept) < _FRESH_S:
            return kept.document
        try:
            return self._read(address)
        except ProviderAwayError:
            if kept is None or self._age_of(kept) > _STALE_S:
                raise
            return kept.document

    def newer_document(self, address: str) -> dict[str, object]:
        """The object as it is now, unless it was read a moment ago: made-up key ids do not make calls.

        Raises ProviderAwayError.
        """
        # One reads and the others wait for what it finds.
        with self._lock:
            kept = self._kept.get(address)
            if kept is not None and self._age_of(kept) < _LEAST_AGE_S:
                return kept.document
            return self._read(address)

    def clear(self) -> None:
        self._kept.clear()

    def _read(self, address: str) -> dict[str, object]:
        answer = get_json(address)
        if answer.status != 200 or not isinstance(answer.body, dict):
            raise ProviderAwayError(f"GET {address}: status {answer.status}")
        self._kept[address] = _Kept(answer.body, self._clock())
        return answer.body

    def _age_of(self, kept: _Kept) -> float:
        return self._clock() - kept.read_at


DOCUMENTS: Final = DocumentKeeper()
