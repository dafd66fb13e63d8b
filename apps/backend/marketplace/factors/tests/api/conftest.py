import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.testing import client_of, make_person


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def client(anna: User) -> APIClient:
    return client_of(anna)
