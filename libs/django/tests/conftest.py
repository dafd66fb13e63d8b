from base64 import b64encode

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", password="ada")


@pytest.fixture
def client() -> Client:
    """Answers 500 as a server does, in place of raising what the view raised."""
    return Client(raise_request_exception=False)


def basic(name: str) -> str:
    """The value of `Authorization` for a user whose password is their name."""
    return "Basic " + b64encode(f"{name}:{name}".encode()).decode()
