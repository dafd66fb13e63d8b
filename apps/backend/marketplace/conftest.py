import pytest

from throughline.tokens.signing.key_ring import key_ring


@pytest.fixture(autouse=True)
def _forget_signing_keys() -> None:
    """Those of the test before are no longer in the database, and a process keeps what it has read for some seconds."""
    key_ring.forget()
