"""The checks of an ID token, each with a token that fails it, by the whole way that an answer goes."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as make_ec_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as make_rsa_key
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.identities.providers import discovery, id_token
from marketplace.identities.providers.kept_document import DOCUMENTS, DocumentKeeper
from marketplace.identities.tests.journey import begin, finish
from marketplace.identities.tests.local_provider import CLIENT_ID, CLIENT_SECRET, LocalProvider, Signer

pytestmark = pytest.mark.django_db
# Of when this file was read: by the time of the last test it may be an hour old.
NOW = int(time.time())


def code_of(provider: LocalProvider, sign: Signer | None = None, **changes: Any) -> tuple[int, str | None]:
    begun = begin()
    answer = finish(begun, code=provider.grant(begun.url, sign, **changes))
    return answer.status_code, answer.json().get("code")


WRONG_CLAIMS: dict[str, dict[str, Any]] = {
    "nonce of another flow": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "nonce of a wrong type": {"nonce": ["a"]},
    "another issuer": {"iss": "https://accounts.google.com"},
    "no issuer": {"iss": None},
    "issuer of a wrong type": {"iss": ["a"]},
    "for another client": {"aud": "somebody-else"},
    "for nobody": {"aud": []},
    "no audience": {"aud": None},
    "for others too, without azp": {"aud": [CLIENT_ID, "somebody-else"]},
    "for others too, handed to them": {"aud": [CLIENT_ID, "somebody-else"], "azp": "somebody-else"},
    "handed to another client": {"azp": "somebody-else"},
    "expired beyond the skew": {"exp": NOW - 31},
    "no expiry": {"exp": None},
    "expiry of a wrong type": {"exp": "soon"},
    "huge expiry": {"exp": float("inf")},
    "issued in the future": {"iat": NOW + 86_400},
    "not good yet": {"nbf": NOW + 86_400},
    "no time of issue": {"iat": None},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "subject of a wrong type": {"sub": 4711},
    "huge subject": {"sub": "a" * 256},
    "huge": {"junk": "a" * 20_000},
}


@pytest.mark.parametrize("changes", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS.keys())
def test_a_token_that_is_not_for_this_sign_in_is_refused(provider: LocalProvider, changes: dict[str, Any]) -> None:
    assert code_of(provider, **changes) == (400, "identity.answer_invalid")
    assert not User.objects.exists()


GOOD_CLAIMS: dict[str, dict[str, Any]] = {
    "expired within the skew": {"exp": int(time.time()) + 3600, "iat": int(time.time()) + 10},
    "a list of one": {"aud": [CLIENT_ID]},
    "for others too, handed to us": {"aud": [CLIENT_ID, "somebody-else"], "azp": CLIENT_ID},
    "a boolean as text": {"email_verified": "true"},
    "no names": {"name": None, "preferred_username": None},
    "names of a wrong type": {"name": 7, "preferred_username": {"a": 1}},
    "a name with signs": {"name": "A\u202e\n\x00B"},
}


@pytest.mark.parametrize("changes", GOOD_CLAIMS.values(), ids=GOOD_CLAIMS.keys())
def test_a_token_that_is_unusual_but_good_is_taken(provider: LocalProvider, changes: dict[str, Any]) -> None:
    assert code_of(provider, **changes)[0] == 200


def test_clocks_may_differ_by_half_a_minute(provider: LocalProvider) -> None:
    assert code_of(provider, exp=int(time.time()) - 10)[0] == 200
    assert code_of(provider, iat=int(time.time()) + 20)[0] == 200


def _segment(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _public_pem(provider: LocalProvider) -> bytes:
    return provider.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _hmac_by_public_key(provider: LocalProvider, claims: dict[str, Any]) -> str:
    # PyJWT itself would not sign by a PEM.
    head = f"{_segment({'alg': 'HS256', 'kid': 'first'})}.{_segment(claims)}"
    algorithm = jwt.get_algorithm_by_name("HS256")
    signature = algorithm.sign(head.encode(), _public_pem(provider))
    return f"{head}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _foreign(claims: dict[str, Any], **header: Any) -> str:
    return jwt.encode(claims, make_rsa_key(65_537, 2048), "RS256", {"kid": "first", **header})


def _embedded(claims: dict[str, Any]) -> str:
    key = make_rsa_key(65_537, 2048)
    public = jwt.get_algorithm_by_name("RS256").to_jwk(key.public_key(), as_dict=True)
    return jwt.encode(claims, key, "RS256", {"kid": "own", "jwk": public})


def test_a_signature_that_is_not_the_services_is_refused(provider: LocalProvider) -> None:
    forgeries: dict[str, Signer] = {
        "no signature": lambda claims: f"{_segment({'alg': 'none'})}.{_segment(claims)}.",
        "none in other letters": lambda claims: f"{_segment({'alg': 'nOnE'})}.{_segment(claims)}.",
        "by the client's secret": lambda claims: jwt.encode(claims, CLIENT_SECRET * 2, "HS256", {"kid": "first"}),
        "by the public key as a secret": lambda claims: _hmac_by_public_key(provider, claims),
        "by a foreign key under a known id": _foreign,
        "by a foreign key that the token brings": _embedded,
        "by a foreign key at an address that the token names": lambda claims: _foreign(
            claims, kid="own", jku="https://example.org/jwks"
        ),
        "by a key of no known id": lambda claims: jwt.encode(claims, provider.key, "RS256", {"kid": "../first"}),
        "an id of a wrong type": lambda claims: f"{_segment({'alg': 'RS256', 'kid': 7})}.{_segment(claims)}.AAAA",
        "an algorithm of a wrong type": lambda claims: f"{_segment({'alg': ['RS256']})}.{_segment(claims)}.AAAA",
        "claims that are no object": lambda claims: jwt.api_jws.encode(b"[]", provider.key, "RS256", {"kid": "first"}),
        "cut": lambda claims: provider.sign(claims)[:-8],
        "another payload under a signature": lambda claims: ".".join(
            [*provider.sign(claims).split(".")[:1], _segment({**claims, "sub": "x"}), provider.sign(claims)[-342:]]
        ),
        "no token": lambda claims: None,
        "a number": lambda claims: 7,
        "no JWT": lambda claims: "a.b",
    }
    for name, sign in forgeries.items():
        assert code_of(provider, sign) == (400, "identity.answer_invalid"), name
    assert not User.objects.exists()


def test_keys_of_every_allowed_kind_sign(provider: LocalProvider) -> None:
    for algorithm, key in (("ES256", make_ec_key(SECP256R1())), ("EdDSA", Ed25519PrivateKey.generate())):
        public = jwt.get_algorithm_by_name(algorithm).to_jwk(key.public_key(), as_dict=True)
        provider.extra_keys.append({**public, "kid": algorithm})
    signers: list[Signer] = [
        lambda claims: jwt.encode(claims, provider.key, "PS256", {"kid": "first"}),
        # Without an id: of its kind there is one key.
        lambda claims: jwt.encode(claims, provider.key, "RS256"),
    ]
    for sign in signers:
        assert code_of(provider, sign)[0] == 200


def test_a_key_that_is_for_encryption_or_stands_there_twice_signs_nothing(provider: LocalProvider) -> None:
    key = make_rsa_key(65_537, 2048)
    public = jwt.get_algorithm_by_name("RS256").to_jwk(key.public_key(), as_dict=True)
    provider.extra_keys += [
        {**public, "kid": "encryption", "use": "enc"},
        {**public, "kid": "twice"},
        {**public, "kid": "twice"},
        {**public, "kid": "other", "alg": "RS512"},
    ]
    for kid in ("encryption", "twice", "other"):

        def sign(claims: dict[str, Any], kid: str = kid) -> str:
            return jwt.encode(claims, key, "RS256", {"kid": kid})

        assert code_of(provider, sign) == (400, "identity.answer_invalid"), kid


def test_a_new_key_of_the_service_is_found_and_made_up_ids_do_not_make_calls(
    provider: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    keeper = DocumentKeeper(lambda: now[0])
    monkeypatch.setattr(id_token, "DOCUMENTS", keeper)
    monkeypatch.setattr(discovery, "DOCUMENTS", keeper)
    made_up: Signer = lambda claims: jwt.encode(claims, provider.key, "RS256", {"kid": "made-up"})  # noqa: E731
    assert code_of(provider)[0] == 200
    for _ in range(5):
        assert code_of(provider, made_up) == (400, "identity.answer_invalid")
    assert provider.calls.count("GET /jwks") == 1
    provider.key, provider.kid = make_rsa_key(65_537, 2048), "second"
    now[0] += 61
    assert code_of(provider)[0] == 200
    assert provider.calls.count("GET /jwks") == 2
    # The service does not publish for a while: what is known still serves, for a day.
    now[0] += 7200
    provider.answers["/jwks"] = provider.answers["/.well-known/openid-configuration"] = (500, {})
    assert code_of(provider)[0] == 200
    now[0] += 86_400
    away = APIClient().post("/api/auth/social/oidc/begin/", {})
    assert (away.status_code, away.json()["code"]) == (503, "identity.provider_unavailable")


def test_the_address_may_come_from_user_info_but_only_of_the_same_subject(provider: LocalProvider) -> None:
    nothing: dict[str, Any] = {"email": None, "email_verified": None}
    provider.user_info = {"email": "info@example.org", "email_verified": True, "sub": "somebody-else"}
    assert code_of(provider, **nothing) == (400, "identity.answer_invalid")
    provider.user_info["sub"] = "Subject-1"
    # What is signed counts for more than what is not.
    assert code_of(provider, email=None, email_verified=False) == (403, "identity.address_unverified")
    assert code_of(provider, **nothing)[0] == 200
    assert User.objects.get().email == "info@example.org"


def test_an_answer_of_another_issuer_is_refused(provider: LocalProvider) -> None:
    own, other = {"iss": provider.address}, {"iss": "https://example.org"}
    for names_issuer, body, status in ((False, other, 400), (True, other, 400), (True, {}, 400), (True, own, 200)):
        DOCUMENTS.clear()
        provider.metadata["authorization_response_iss_parameter_supported"] = names_issuer
        begun = begin()
        sent: dict[str, Any] = {**body, "code": provider.grant(begun.url)}
        assert finish(begun, **sent).status_code == status
