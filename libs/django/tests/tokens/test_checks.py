from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from tests.tokens.ways_of_signing import EDDSA, HS256, RS256
from throughline.tokens.checks import check_signing

GOOD = HS256
STRONG = "t8Rk2Wm6Xp0Zq4Vn9Ls3Jd7Hf1Gc5Bya"
RELAY = {**settings.THROUGHLINE_OUTBOX, "TOKEN_PROVIDER": "throughline.tokens.service_token.make_service_token"}


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
        ({"SIGNING_KEY": "django-insecure-t8Rk2Wm6Xp0Zq4Vn9Ls3Jd7Hf1Gc5Bya"}, "throughline_tokens.E003"),
        ({"SIGNING_KEY": "a-string-secret-at-least-256-bits-long"}, "throughline_tokens.E003"),
        ({"TOKEN_TYPE_CLAIM": None}, "throughline_tokens.E010"),
        ({"JTI_CLAIM": "id"}, "throughline_tokens.E010"),
        ({"USER_ID_CLAIM": "sub"}, "throughline_tokens.E010"),
        ({"ISSUER": ""}, "throughline_tokens.E005"),
        ({"AUDIENCE": None}, "throughline_tokens.E005"),
        ({"ACCESS_TOKEN_LIFETIME": timedelta(seconds=30)}, "throughline_tokens.E006"),
        ({"REFRESH_TOKEN_LIFETIME": timedelta(days=31)}, "throughline_tokens.E006"),
    ],
)
def test_what_would_be_unsafe_is_an_error(changes: dict[str, Any], expected: str) -> None:
    assert found(**changes) == [expected]


@override_settings(THROUGHLINE_TOKENS={"REQUIRED_CLAIMS": ("exp", "iat", "jti", "user_id")})
def test_where_stock_tokens_are_taken_neither_issuer_nor_audience_is_needed() -> None:
    assert found(ISSUER=None, AUDIENCE=None) == []


def test_djangos_own_secret_may_not_sign_tokens() -> None:
    with override_settings(SECRET_KEY=GOOD["SIGNING_KEY"]):
        assert found() == ["throughline_tokens.E004"]


def test_a_weak_secret_is_good_enough_on_a_developers_machine() -> None:
    assert found(debug=True, SIGNING_KEY="short") == []


def found_with_keys(way: dict[str, Any] = EDDSA, **changes: Any) -> list[str | None]:
    given = {"SECRET_KEY": STRONG, "THROUGHLINE_OUTBOX": RELAY, "SIMPLE_JWT": way, **changes}
    with override_settings(**given):
        return [message.id for message in check_signing(None)]


@pytest.mark.parametrize("way", [EDDSA, RS256])
def test_keys_of_the_table_need_no_secret_of_simple_jwt(way: dict[str, Any]) -> None:
    assert found_with_keys(way) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"SECRET_KEY": "short"}, "throughline_tokens.E002"),
        ({"THROUGHLINE_TOKENS": {"KEY_SECRETS": ["secret" * 6]}}, "throughline_tokens.E003"),
        ({"SIMPLE_JWT": {**EDDSA, "SIGNING_KEY": STRONG}}, "throughline_tokens.E008"),
        ({"SIMPLE_JWT": {**RS256, "VERIFYING_KEY": "a PEM"}}, "throughline_tokens.E008"),
        ({"SIMPLE_JWT": {**RS256, "JWK_URL": "https://elsewhere.example/jwks"}}, "throughline_tokens.E008"),
        ({"THROUGHLINE_OUTBOX": settings.THROUGHLINE_OUTBOX}, "throughline_tokens.E009"),
        ({"THROUGHLINE_TOKENS": {"KEY_CACHE_S": 600.0}}, "throughline_tokens.E011"),
    ],
)
def test_what_would_be_unsafe_with_keys_is_an_error(changes: dict[str, Any], expected: str) -> None:
    assert found_with_keys(**changes) == [expected]


def test_an_algorithm_with_keys_needs_the_package_that_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("throughline.tokens.checks.find_spec", lambda name: None)
    assert found_with_keys() == ["throughline_tokens.E007"]
