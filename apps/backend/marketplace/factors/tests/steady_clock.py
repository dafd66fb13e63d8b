from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from unittest.mock import patch

_STEP_S = 30
_READERS = ("services.code_accept", "services.second_factor_confirm", "tests.people")


@contextmanager
def steady_clock() -> Iterator[None]:
    """In the middle of a step of the codes: none ends while a test looks at one and sends it."""
    moment = datetime.fromtimestamp(datetime.now(UTC).timestamp() // _STEP_S * _STEP_S + _STEP_S / 2, UTC)
    with ExitStack() as patches:
        for reader in _READERS:
            patches.enter_context(patch(f"marketplace.factors.{reader}.timezone", SimpleNamespace(now=lambda: moment)))
        yield
