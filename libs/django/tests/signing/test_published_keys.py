"""What is published, and what is kept."""

from typing import Any

import jwt
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from tests.tokens.session import claims_of, refresh, sign_in
from tests.tokens.ways_of_signing import HS256
from throughline.tokens.models import SigningKey
from throughline.tokens.service_token import make_service_token
from throughline.tokens.signing.algorithms import configured_algorithm
from throughline.tokens.signing.key_ring import key_ring

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]

MEMBERS = {
    "EdDSA": {"kty", "crv", "x", "kid", "alg", "use"},
    "RS256": {"kty", "n", "e", "kid", "alg", "use"},
}


def jwks() -> Any:
    return Client().get("/.well-known/jwks.json")


def test_a_stranger_verifies_a_token_by_the_published_key_alone() -> None:
    access = refresh(sign_in())["access"]
    (key,) = jwt.PyJWKSet.from_dict(jwks().json()).keys
    algorithm = configured_algorithm()
    claims = jwt.decode(access, key.key, algorithms=[algorithm], audience="notes-clients", issuer="notes")
    assert claims == claims_of(access)


def test_public_halves_alone_are_published_and_may_be_kept_for_a_minute() -> None:
    sign_in()
    answer = jwks()
    assert answer["Content-Type"] == "application/jwk-set+json"
    assert answer["Cache-Control"] == "public, max-age=60"
    (key,) = answer.json()["keys"]
    assert set(key) == MEMBERS[configured_algorithm()]
    assert Client().post("/.well-known/jwks.json").status_code == 405


def test_with_a_shared_secret_nothing_is_published_and_no_key_is_made() -> None:
    with override_settings(SIMPLE_JWT=HS256):
        sign_in()
        assert jwks().json() == {"keys": []}
        with pytest.raises(CommandError, match="HS256 signs with one secret"):
            call_command("signing_keys", "make")
    assert not SigningKey.objects.exists()


def test_another_algorithm_has_keys_of_its_own() -> None:
    sign_in()
    other = "RS256" if configured_algorithm() == "EdDSA" else "EdDSA"
    with override_settings(SIMPLE_JWT={**settings.SIMPLE_JWT, "ALGORITHM": other}):
        assert jwks().json() == {"keys": []}
        sign_in()
        assert [key["alg"] for key in jwks().json()["keys"]] == [other]


def test_the_relays_token_is_signed_by_the_same_key_for_its_own_audience() -> None:
    header, claims = jwt.get_unverified_header(token := make_service_token()), claims_of(token)
    assert header["kid"] == SigningKey.objects.get().kid
    assert [claims["token_type"], claims["aud"], claims["iss"]] == ["service", "realtime", "notes"]


def test_the_private_half_is_nowhere_in_clear() -> None:
    sign_in()
    assert "PRIVATE" not in "".join(str(value) for value in SigningKey.objects.values().get().values())


def test_a_changed_secret_opens_the_keys_only_while_the_old_one_is_named() -> None:
    first = sign_in()
    for changes in (
        {"SECRET_KEY": "another", "SECRET_KEY_FALLBACKS": [settings.SECRET_KEY]},
        {"THROUGHLINE_TOKENS": {"KEY_SECRETS": ["another", settings.SECRET_KEY]}},
    ):
        key_ring.forget()
        with override_settings(**changes):
            assert "access" in refresh(first)
    key_ring.forget()
    with override_settings(SECRET_KEY="another"), pytest.raises(ImproperlyConfigured, match="sealed by another secret"):
        refresh(first)


def test_a_sealed_half_that_was_put_to_another_key_is_not_opened() -> None:
    sign_in()
    call_command("signing_keys", "make")
    signing, other = SigningKey.objects.get(signs=True), SigningKey.objects.get(signs=None)
    SigningKey.objects.filter(pk=signing.pk).update(sealed_private_key=other.sealed_private_key)
    key_ring.forget()
    with pytest.raises(ImproperlyConfigured, match="sealed by another secret"):
        sign_in()
