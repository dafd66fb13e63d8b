"""Every test of tokens runs once for each kind of signing: by a secret, and by keys of the table."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.tokens.ways_of_signing import EDDSA, HS256
from throughline.tokens.signing.key_ring import key_ring


@pytest.fixture(params=[HS256, EDDSA], ids=["HS256", "EdDSA"], autouse=True)
def _signing(request: pytest.FixtureRequest) -> Iterator[None]:
    key_ring.forget()
    with override_settings(SIMPLE_JWT=request.param):
        yield
    key_ring.forget()
