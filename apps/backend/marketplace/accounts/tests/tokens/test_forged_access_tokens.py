import base64
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.testing import PASSWORD, client_with, make_person
from throughline.tokens.signing.algorithms import configured_algorithm, uses_keys
from throughline.tokens.signing.key_ring import key_ring

pytestmark = pytest.mark.django_db

# Where keys are published there is none; then these are tokens of another algorithm, and refused as well.
SECRET = settings.SIMPLE_JWT.get("SIGNING_KEY", "no-secret-of-this-platform-0123456789")
INVALID = ("auth.token_invalid", "Invalid token")
EXPIRED = ("auth.token_expired", "Token expired")
Claims = dict[str, Any]
LEFT_OUT = object()


def signed(**changes: Any) -> Callable[[Claims], str]:
    """The person's own claims with these changed, signed as the platform does."""

    def make(claims: Claims) -> str:
        merged = {name: value for name, value in {**claims, **changes}.items() if value is not LEFT_OUT}
        return encode(merged)

    return make


def encode(claims: Claims) -> str:
    if not uses_keys():
        return jwt.encode(claims, SECRET, algorithm="HS256")
    key = key_ring.signing_key()
    return jwt.encode(claims, key.private_key, algorithm=configured_algorithm(), headers={"kid": key.kid})


def unsigned(claims: Claims, algorithm: str = "none") -> str:
    parts = ({"alg": algorithm, "typ": "JWT"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


def now() -> int:
    return int(timezone.now().timestamp())


FORGED: dict[str, tuple[Callable[[Claims], str], tuple[str, str]]] = {
    "alg none": (unsigned, INVALID),
    "alg NoNe": (lambda claims: unsigned(claims, "NoNe"), INVALID),
    "alg none by name only": (lambda claims: unsigned(claims, "HS256"), INVALID),
    "another key": (lambda claims: jwt.encode(claims, "another-key-" * 4, algorithm="HS256"), INVALID),
    "another algorithm": (lambda claims: jwt.encode(claims, SECRET * 2, algorithm="HS512"), INVALID),
    "another algorithm, same key": (lambda claims: jwt.encode(claims, SECRET + " " * 32, algorithm="HS384"), INVALID),
    "another audience": (signed(aud="elsewhere"), INVALID),
    "no audience": (signed(aud=LEFT_OUT), INVALID),
    "another issuer": (signed(iss="elsewhere"), INVALID),
    "no issuer": (signed(iss=LEFT_OUT), INVALID),
    "issued in the future": (lambda claims: signed(iat=now() + 300)(claims), INVALID),
    "not yet valid": (lambda claims: signed(nbf=now() + 300)(claims), INVALID),
    "expired": (lambda claims: signed(exp=now() - 31)(claims), EXPIRED),
    "no expiry": (signed(exp=LEFT_OUT), INVALID),
    "an expiry that is no number": (signed(exp="soon"), INVALID),
    "an expiry beyond any calendar": (signed(exp=10**30), INVALID),
    "a refresh token": (signed(token_type="refresh"), INVALID),
    "no type": (signed(token_type=LEFT_OUT), INVALID),
    "no session": (signed(sid=LEFT_OUT), INVALID),
    "no role": (signed(role=LEFT_OUT), INVALID),
    "no jti": (signed(jti=LEFT_OUT), INVALID),
    "no person": (signed(user_id=LEFT_OUT), INVALID),
    "a person that is no id": (signed(user_id="1 OR 1=1"), INVALID),
    "a person of a wrong type": (signed(user_id={"a": 1}), INVALID),
    "a person that does not exist": (signed(user_id="00000000-0000-7000-8000-000000000000"), INVALID),
    "huge": (signed(role="x" * 100_000), INVALID),
    "garbage": (lambda _: "garbage", INVALID),
    "dots": (lambda _: "..", INVALID),
    "binary": (lambda _: "\x7f\x01.\xff.\xfe", INVALID),
    "empty": (lambda _: "", INVALID),
    "two tokens": (lambda claims: f"{signed()(claims)} {signed()(claims)}", INVALID),
    "a changed body": (lambda claims: swap_body(signed()(claims)), INVALID),
    "a list of claims": (lambda _: jwt.api_jws.encode(b"[]", SECRET, algorithm="HS256"), INVALID),
    "a cut signature": (lambda claims: signed()(claims)[:-4], INVALID),
}


def swap_body(token: str) -> str:
    head, _, signature = token.split(".")
    body = base64.urlsafe_b64encode(b'{"role": "admin"}').decode().rstrip("=")
    return f"{head}.{body}.{signature}"


@pytest.fixture
def claims() -> Claims:
    make_person("anna")
    access = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}).json()["access"]
    return dict(jwt.decode(access, options={"verify_signature": False}))


@pytest.mark.parametrize(("forge", "expected"), FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_is_refused(claims: Claims, forge: Callable[[Claims], str], expected: tuple[str, str]) -> None:
    answer = client_with(forge(claims)).get("/api/auth/me/")
    assert answer.status_code == 401
    assert (answer.json()["code"], answer.json()["error"]) == expected
    assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.parametrize(
    "accepted", [signed(), lambda claims: signed(exp=now() - 5)(claims), lambda claims: signed(iat=now() + 20)(claims)]
)
def test_the_same_claims_unchanged_or_within_the_clock_skew_are_accepted(
    claims: Claims, accepted: Callable[[Claims], str]
) -> None:
    assert client_with(accepted(claims)).get("/api/auth/me/").status_code == 200


def test_another_scheme_is_nobody() -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Basic YTpi")
    assert client.get("/api/auth/me/").json()["code"] == "auth.not_authenticated"
