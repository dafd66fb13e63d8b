from collections.abc import Iterator

import pytest

from marketplace.factors.tests.steady_clock import steady_clock


@pytest.fixture(autouse=True)
def _steady_clock() -> Iterator[None]:
    with steady_clock():
        yield
