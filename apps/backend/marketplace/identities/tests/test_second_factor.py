from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.identities.models import SocialFlow
from marketplace.identities.tests.journey import Begun, begin, finish
from marketplace.identities.tests.local_provider import LocalProvider
from marketplace.testing import client_with
from throughline.http.context import RequestContext
from throughline.tokens.device import Device

pytestmark = pytest.mark.django_db
CODE = "246810"


class OneCode:
    """Demands the same code of everybody; what real ones demand is tested with them."""

    def is_demanded(self, user: AbstractBaseUser) -> bool:
        return True

    def accept(self, *, context: RequestContext, user: AbstractBaseUser, code: str, device: Device) -> bool:
        return code == CODE


@pytest.fixture
def waiting(provider: LocalProvider, settings: Any) -> Begun:
    """Somebody whom the service has proved, and who is asked for a code."""
    path = f"{__name__}.{OneCode.__name__}"
    settings.THROUGHLINE_TOKENS = {**settings.THROUGHLINE_TOKENS, "SECOND_FACTOR": path}
    begun = begin(return_to="/projects")
    asked = finish(begun, code=provider.grant(begun.url))
    assert (asked.status_code, asked.json()["code"]) == (401, "auth.second_factor_required")
    return begun


def send(begun: Begun, **body: Any) -> Any:
    return APIClient().post("/api/auth/social/second-factor/", {"flow": begun.flow, "code": CODE, **body})


def test_a_service_alone_does_not_sign_in_whoever_has_a_second_factor(waiting: Begun) -> None:
    assert send(waiting, code="111111").json()["code"] == "auth.second_factor_invalid"
    answer = send(waiting, device_name="Laptop")
    assert (answer.status_code, answer.json()["return_to"]) == (200, "/projects")
    assert client_with(answer.json()["access"]).get("/api/auth/me/").json()["username"] == "anna"
    # The code may still be good, the flow is not.
    assert send(waiting).json()["code"] == "identity.flow_invalid"


def test_the_wait_for_the_code_ends_with_the_flow(waiting: Begun) -> None:
    SocialFlow.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert send(waiting).json()["code"] == "identity.flow_invalid"


def test_only_a_flow_that_the_service_has_answered_is_waited_for(waiting: Begun) -> None:
    for begun in (begin(), Begun("", "made up", "")):
        assert send(begun).json()["code"] == "identity.flow_invalid"


def test_codes_are_not_guessed(waiting: Begun) -> None:
    answers = [send(waiting, code=f"{number:06}") for number in range(12)]
    assert answers[-1].json()["code"] == "http.too_many_requests"
    assert int(answers[-1]["Retry-After"]) >= 1


@pytest.mark.parametrize(
    "body",
    [{"code": None}, {"code": ""}, {"code": "1" * 65}, {"code": ["1"]}, {"flow": "a" * 129}, {"flow": 7.5}],
    ids=str,
)
def test_a_bad_body_is_named(waiting: Begun, body: dict[str, Any]) -> None:
    answer = send(waiting, **body)
    assert answer.json()["code"] in ("validation.failed", "identity.flow_invalid")
    assert answer.status_code == 400
