from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from throughline.tokens.checks import check_signing

GOOD = settings.SIMPLE_JWT


def found(debug: bool = False, **changes: Any) -> list[str | None]:
    with override_settings(DEBUG=debug, SIMPLE_JWT={**GOOD, **changes}):
        return [message.id for message in check_signing(None)]


def test_the_settings_of_the_tests_pass() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"ALGORITHM": "none"}, "throughline_tokens.E001"),
        ({"ALGORITHM": "HS512"}, "throughline_tokens.E001"),
        ({"SIGNING_KEY": "short"}, "throughline_tokens.E002"),
        ({"SIGNING_KEY": ""}, "throughline_tokens.E002"),
        ({"SIGNING_KEY": "secret" * 6}, "throughline_tokens.E003"),
        ({"SIGNING_KEY": "a" * 64}, "throughline_tokens.E003"),
        ({"ISSUER": ""}, "throughline_tokens.E005"),
        ({"AUDIENCE": None}, "throughline_tokens.E005"),
        ({"ACCESS_TOKEN_LIFETIME": timedelta(seconds=30)}, "throughline_tokens.E006"),
        ({"REFRESH_TOKEN_LIFETIME": timedelta(days=31)}, "throughline_tokens.E006"),
    ],
)
def test_what_would_be_unsafe_is_an_error(changes: dict[str, Any], expected: str) -> None:
    assert found(**changes) == [expected]


def test_djangos_own_secret_may_not_sign_tokens() -> None:
    with override_settings(SECRET_KEY=GOOD["SIGNING_KEY"]):
        assert found() == ["throughline_tokens.E004"]


def test_a_weak_secret_is_good_enough_on_a_developers_machine() -> None:
    assert found(debug=True, SIGNING_KEY="short") == []
