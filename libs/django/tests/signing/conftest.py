"""Every test of keys runs once for each algorithm that has them."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.tokens.session import make_user
from tests.tokens.ways_of_signing import EDDSA, RS256
from throughline.tokens.signing.key_ring import key_ring


@pytest.fixture(params=[EDDSA, RS256], ids=["EdDSA", "RS256"], autouse=True)
def _signing(request: pytest.FixtureRequest, transactional_db: None) -> Iterator[None]:
    make_user()
    key_ring.forget()
    with override_settings(SIMPLE_JWT=request.param):
        yield
    key_ring.forget()
