from collections.abc import Iterator
from typing import Any

import pytest

from marketplace.identities.providers.kept_document import DOCUMENTS
from marketplace.identities.tests.local_provider import LocalProvider, running_provider


@pytest.fixture
def provider(settings: Any) -> Iterator[LocalProvider]:
    with running_provider() as running:
        settings.SOCIAL_PROVIDERS = running.entries
        yield running
    DOCUMENTS.clear()
