from base64 import b64encode
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings

from tests.jobs.valkey import Valkey
from throughline.jobs import sender


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", password="ada")


@pytest.fixture
def client() -> Client:
    """Answers 500 as a server does, in place of raising what the view raised."""
    return Client(raise_request_exception=False)


@pytest.fixture(scope="session")
def one_valkey() -> Iterator[Valkey]:
    valkey = Valkey()
    try:
        yield valkey
    finally:
        valkey.close()


@pytest.fixture
def valkey(one_valkey: Valkey, monkeypatch: pytest.MonkeyPatch) -> Iterator[Valkey]:
    """The broker of this process, running and empty. Without this fixture there is none."""
    one_valkey.kill()
    one_valkey.start()
    monkeypatch.setattr(sender, "_away_until", 0.0)
    with override_settings(THROUGHLINE_JOBS={**settings.THROUGHLINE_JOBS, "BROKER_URL": one_valkey.url}):
        yield one_valkey


def basic(name: str) -> str:
    """The value of `Authorization` for a user whose password is their name."""
    return "Basic " + b64encode(f"{name}:{name}".encode()).decode()
