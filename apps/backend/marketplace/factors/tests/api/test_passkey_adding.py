"""A new passkey: what its options ask for, and whatever is refused about what a browser made of them."""

import copy
from typing import Any
from unittest.mock import patch

import cbor2
import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.factors.challenge import CHALLENGE_LIFETIME
from marketplace.factors.models import Passkey
from marketplace.factors.tests.authenticator import (
    BACKED_UP,
    USER_PRESENT,
    USER_VERIFIED,
    Authenticator,
    base64url,
    from_base64url,
)
from marketplace.factors.tests.credentials import INVALID_CREDENTIALS, REFUSED, SEEN, add, changed
from marketplace.factors.tests.people import (
    PASSKEYS,
    add_passkey,
    code_of,
    creation_options,
    request_options,
    sign_in_with,
)
from marketplace.testing import client_of, make_person
from throughline.tokens.models import RefreshFamily

pytestmark = pytest.mark.django_db


def test_the_options_ask_for_what_counts_as_two_factors_and_name_this_site(anna: User, client: APIClient) -> None:
    laptop = add_passkey(client)
    options = creation_options(client)
    assert options["rp"] == {"id": "localhost", "name": "Throughline"}
    assert from_base64url(options["user"]["id"]) == anna.pk.bytes
    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert options["attestation"] == "none"
    assert [one["id"] for one in options["excludeCredentials"]] == [base64url(laptop.credential_id)]
    asked = request_options()
    assert (asked["rpId"], asked["userVerification"]) == ("localhost", "required")
    assert "allowCredentials" not in asked


def test_made_by_another_site_or_for_another_request_it_is_refused(client: APIClient) -> None:
    options = creation_options(client)
    other = creation_options(client_of(make_person("berta")))
    key = Authenticator()
    for name, made in {
        "another site's page": key.create(options, origin="https://localhost.example.org"),
        "another port": key.create(options, origin="http://localhost:3001"),
        "another scheme": key.create(options, origin="https://localhost:3000"),
        "another site": key.create(options, rp_id="example.org"),
        "in a frame": key.create(options, crossOrigin=True),
        "nobody was there": key.create(options, flags=USER_VERIFIED),
        "nobody was verified": key.create(options, flags=USER_PRESENT),
        "backed up and not eligible": key.create(options, flags=SEEN | BACKED_UP),
        "the other ceremony": key.create(options, ceremony="webauthn.get"),
        "another person's challenge": key.create(options, challenge=other["challenge"]),
        "a challenge for signing in": key.create(options, challenge=request_options()["challenge"]),
        "no challenge of ours": key.create(options, challenge=base64url(bytes(64))),
        "an empty challenge": key.create(options, challenge=base64url(b"") or "="),
        "a certificate": key.create(options, fmt="packed", statement={"alg": -7, "sig": b"1", "x5c": [b"1"]}),
        "a wrong self-signature": key.create(options, fmt="packed", statement={"alg": -7, "sig": b"1"}),
        "an unknown format": key.create(options, fmt="of the future"),
        "a statement with none": key.create(options, statement={"sig": b"1"}),
    }.items():
        assert code_of(add(client, made)) == REFUSED, name
    assert not Passkey.objects.exists()
    # None of them has used the challenge up.
    assert add(client, key.create(options)).status_code == 201


MALFORMED: dict[str, tuple[str, Any]] = {
    "another id": ("id", "AAAA"),
    "an id that is no base64url": ("id", "ä"),
    "client data that is no JSON": ("response.clientDataJSON", base64url(b"{")),
    "client data that is a list": ("response.clientDataJSON", base64url(b"[]")),
    "client data without a challenge": ("response.clientDataJSON", base64url(b'{"type": "webauthn.create"}')),
    "a challenge of a wrong type": (
        "response.clientDataJSON",
        base64url(b'{"type": "webauthn.create", "challenge": 7, "origin": "http://localhost:3000"}'),
    ),
    "client data nested without end": ("response.clientDataJSON", base64url(b"[" * 3000)),
    "client data that is no base64url": ("response.clientDataJSON", "ä"),
    "no CBOR": ("response.attestationObject", base64url(b"\xff\xff")),
    "CBOR of a wrong type": ("response.attestationObject", base64url(cbor2.dumps([1]))),
    "no authenticator data": ("response.attestationObject", base64url(cbor2.dumps({"fmt": "none", "attStmt": {}}))),
    "cut authenticator data": (
        "response.attestationObject",
        base64url(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": b"\x01" * 40})),
    ),
    "CBOR nested without end": ("response.attestationObject", base64url(b"\x81" * 5000)),
}


@pytest.mark.parametrize(("path", "value"), MALFORMED.values(), ids=MALFORMED.keys())
def test_what_cannot_be_read_is_refused(client: APIClient, path: str, value: Any) -> None:
    made = Authenticator().create(creation_options(client))
    assert code_of(add(client, changed(made, path, value))) == REFUSED


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *INVALID_CREDENTIALS.values(),
        ("response.attestationObject", "A" * 16_385),
        ("response.transports", ["x"] * 11),
        ("response.transports", "usb"),
    ],
)
def test_what_is_no_credential_is_named(client: APIClient, path: str, value: Any) -> None:
    made = changed(Authenticator().create(creation_options(client)), path, value)
    answer = add(client, made)
    assert code_of(answer) == "validation.failed"
    assert all(name.startswith(f"credential.{path.split('.')[0]}") for name in answer.json()["error"])


@pytest.mark.parametrize("credential", [None, [], "x", 7])
def test_a_credential_of_a_wrong_type_is_named(client: APIClient, credential: object) -> None:
    for answer in (add(client, credential), sign_in_with(credential)):
        assert code_of(answer) == "validation.failed"


def test_an_answer_is_good_once_and_for_ten_minutes(client: APIClient) -> None:
    made = Authenticator().create(creation_options(client))
    with patch("django.utils.timezone.now", return_value=timezone.now() + CHALLENGE_LIFETIME):
        assert code_of(add(client, made)) == REFUSED
    assert add(client, made).status_code == 201
    assert code_of(add(client, made)) == REFUSED


def test_the_same_credential_is_not_added_again_by_anybody(anna: User, client: APIClient) -> None:
    laptop = add_passkey(client)
    berta = client_of(make_person("berta"))
    for someone in (client, berta):
        again = copy.copy(laptop).create(creation_options(someone))
        assert code_of(add(someone, again)) == "passkey.exists"
    assert sign_in_with(laptop.get(request_options())).status_code == 200
    assert RefreshFamily.objects.latest("created_at").user_id == anna.pk


def test_the_same_request_again_adds_one_passkey(client: APIClient) -> None:
    body = {"name": "Laptop", "credential": Authenticator().create(creation_options(client))}
    first, again = (client.post(PASSKEYS, body, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert Passkey.objects.count() == 1
