"""A passkey signs a person in on its own: made, used, counted, and refused when anything about it is wrong."""

import copy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from unittest.mock import patch

import cbor2
import jwt
import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.deletions import person_deleted
from marketplace.accounts.models import User
from marketplace.factors.challenge import CHALLENGE_LIFETIME
from marketplace.factors.limits import PASSKEY_ADDRESS
from marketplace.factors.models import AuthenticatorApp, Passkey, RecoveryCode, SpentChallenge
from marketplace.factors.services.passkey_begin import MAXIMUM_PASSKEYS
from marketplace.factors.tests.authenticator import (
    BACKED_UP,
    BACKUP_ELIGIBLE,
    USER_PRESENT,
    USER_VERIFIED,
    Authenticator,
    base64url,
    from_base64url,
)
from marketplace.factors.tests.people import (
    PASSKEYS,
    add_passkey,
    code_of,
    creation_options,
    request_options,
    sign_in_with,
    switch_on,
)
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import acting, client_of, make_person
from throughline.jobs.kinds import job_kind
from throughline.tokens.models import FailureCount, RefreshFamily

pytestmark = pytest.mark.django_db
SEEN = USER_PRESENT | USER_VERIFIED
REFUSED, NOT_ACCEPTED = "passkey.refused", "passkey.not_accepted"
Json = dict[str, Any]


@pytest.fixture
def anna() -> User:
    return make_person("anna")


@pytest.fixture
def client(anna: User) -> APIClient:
    return client_of(anna)


def add(client: APIClient, credential: object, name: object = "Laptop") -> Any:
    return client.post(PASSKEYS, {"name": name, "credential": credential})


def test_who_added_a_passkey_signs_in_by_it_alone_and_is_asked_for_no_code(anna: User, client: APIClient) -> None:
    laptop = add_passkey(client)
    switch_on(anna)
    pair = sign_in_with(laptop.get(request_options())).json()
    assert jwt.decode(pair["access"], options={"verify_signature": False})["user_id"] == str(anna.pk)
    assert pair.keys() == {"access", "refresh"}
    assert client.get(PASSKEYS).json()["results"][0]["last_used_at"] is not None


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


def test_to_ask_for_options_writes_nothing(client: APIClient) -> None:
    creation_options(client)
    before = FailureCount.objects.count()
    request_options()
    assert (SpentChallenge.objects.count(), FailureCount.objects.count()) == (0, before)


@pytest.mark.parametrize(
    ("public_url", "origin", "rp_id"),
    [
        ("https://market.example.org", "https://market.example.org", "market.example.org"),
        ("https://market.example.org:443", "https://market.example.org", "market.example.org"),
        ("https://market.example.org:8443", "https://market.example.org:8443", "market.example.org"),
    ],
)
def test_site_and_origin_follow_the_public_address(anna: User, public_url: str, origin: str, rp_id: str) -> None:
    with override_settings(PUBLIC_URL=public_url):
        client, key = client_of(anna), Authenticator()
        made = key.create(creation_options(client), origin=origin, rp_id=rp_id)
        assert add(client, made).status_code == 201
        assert sign_in_with(key.get(request_options(), origin=origin, rp_id=rp_id)).status_code == 200
        assert code_of(sign_in_with(key.get(request_options()))) == NOT_ACCEPTED


def test_a_person_has_several_with_names_of_their_own(anna: User, client: APIClient) -> None:
    add_passkey(client, "Laptop")
    add_passkey(client, "Phone")
    rows = client.get(f"{PASSKEYS}?ordering=-created_at").json()["results"]
    assert [row["name"] for row in rows] == ["Phone", "Laptop"]
    address = f"{PASSKEYS}{rows[0]['id']}/"
    assert client.patch(address, {"name": "Old phone"}).json()["name"] == "Old phone"
    assert client.delete(address).status_code == 204
    assert [row["name"] for row in client.get(PASSKEYS).json()["results"]] == ["Laptop"]
    kinds = SecurityEvent.objects.filter(user=anna, kind__startswith="passkey").order_by("at")
    assert list(kinds.values_list("kind", "detail__name")) == [
        ("passkey_added", "Laptop"),
        ("passkey_added", "Phone"),
        ("passkey_removed", "Old phone"),
    ]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, ["a"], None, 7.5e300, "a\0b"])
def test_a_bad_name_is_named(client: APIClient, name: object) -> None:
    add_passkey(client)
    address = f"{PASSKEYS}{Passkey.objects.get().pk}/"
    made = Authenticator().create(creation_options(client))
    if isinstance(name, float):
        # A number is a name as good as any.
        assert client.patch(address, {"name": name}).status_code == 200
        return
    for answer in (client.patch(address, {"name": name}), add(client, made, name)):
        assert (code_of(answer), list(answer.json()["error"])) == ("validation.failed", ["name"])


def test_a_passkey_of_another_person_is_not_there(client: APIClient) -> None:
    berta = client_of(make_person("berta"))
    add_passkey(berta)
    add_passkey(berta)
    address = f"{PASSKEYS}{Passkey.objects.latest('created_at').pk}/"
    assert client.get(PASSKEYS).json()["count"] == 0
    assert code_of(client.patch(address, {"name": "Mine"})) == "passkey.not_found"
    assert code_of(client.delete(address)) == "passkey.not_found"
    assert Passkey.objects.count() == 2


def test_a_removed_passkey_signs_nobody_in(client: APIClient) -> None:
    laptop = add_passkey(client)
    options = request_options()
    client.delete(f"{PASSKEYS}{Passkey.objects.get().pk}/")
    assert code_of(sign_in_with(laptop.get(options))) == NOT_ACCEPTED


def test_the_only_way_in_is_not_removed(anna: User, client: APIClient) -> None:
    add_passkey(client)
    anna.set_unusable_password()
    anna.save()
    first = Passkey.objects.get()
    assert code_of(client.delete(f"{PASSKEYS}{first.pk}/")) == "passkey.last_way_in"
    add_passkey(client, "Phone")
    assert client.delete(f"{PASSKEYS}{first.pk}/").status_code == 204


def test_there_is_an_end_to_how_many(anna: User, client: APIClient) -> None:
    options = creation_options(client)
    for number in range(MAXIMUM_PASSKEYS):
        Passkey.objects.create(
            user=anna,
            name=str(number),
            credential_digest=str(number),
            credential_id="AA",
            public_key="AA",
            sign_count=0,
            is_backup_eligible=False,
            is_backed_up=False,
            created_at=timezone.now(),
        )
    assert code_of(add(client, Authenticator().create(options))) == "passkey.too_many"
    assert (
        code_of(client.post(f"{PASSKEYS}begin/", {"current_password": "correct horse battery"})) == "passkey.too_many"
    )


def changed(credential: Json, path: str, value: Any) -> Json:
    """The credential with one part replaced, or taken out (`...`)."""
    copied = copy.deepcopy(credential)
    *outer, last = path.split(".")
    holder = copied
    for name in outer:
        holder = holder[name]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return copied


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
INVALID: dict[str, tuple[str, Any]] = {
    "no id": ("id", ...),
    "a huge id": ("id", "A" * 1365),
    "another type": ("type", "password"),
    "no response": ("response", ...),
    "a response of a wrong type": ("response", "x"),
    "no client data": ("response.clientDataJSON", ...),
    "huge client data": ("response.clientDataJSON", "A" * 4097),
}


@pytest.mark.parametrize(("path", "value"), MALFORMED.values(), ids=MALFORMED.keys())
def test_what_cannot_be_read_is_refused(client: APIClient, path: str, value: Any) -> None:
    made = Authenticator().create(creation_options(client))
    assert code_of(add(client, changed(made, path, value))) == REFUSED


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *INVALID.values(),
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


def test_an_answer_that_is_wrong_in_anything_signs_nobody_in(anna: User, client: APIClient) -> None:
    key = add_passkey(client)
    berta_key = add_passkey(client_of(make_person("berta")))
    options = request_options()
    stranger = Authenticator(user_handle=anna.pk.bytes)
    of_anothers_key = {**key.get(options), "response": berta_key.get(options)["response"]}
    sessions = RefreshFamily.objects.count()
    for name, answer in {
        "another site's page": key.get(options, origin="https://localhost.example.org"),
        "another site": key.get(options, rp_id="example.org"),
        "in a frame": key.get(options, crossOrigin=True),
        "nobody was there": key.get(options, flags=USER_VERIFIED),
        "nobody was verified": key.get(options, flags=USER_PRESENT),
        "has become eligible for backups": key.get(options, flags=SEEN | BACKUP_ELIGIBLE),
        "the other ceremony": key.get(options, ceremony="webauthn.create"),
        "a challenge for adding": key.get(options, challenge=creation_options(client)["challenge"]),
        "no challenge of ours": key.get(options, challenge=base64url(bytes(64))),
        "another person's handle": key.get(options, user_handle=berta_key.user_handle),
        "no handle": key.get(options, user_handle=b"x"),
        "a key that nobody has": stranger.get(options),
        "another key with this id": Authenticator(
            credential_id=key.credential_id, user_handle=key.user_handle, counter=50
        ).get(options),
        "another's answer under this id": of_anothers_key,
        "a changed signature": changed(key.get(options), "response.signature", base64url(b"0" * 70)),
        "cut authenticator data": changed(key.get(options), "response.authenticatorData", base64url(b"0" * 36)),
        "an id that is no base64url": changed(key.get(options), "id", "ä"),
        "client data nested without end": changed(key.get(options), "response.clientDataJSON", base64url(b"[" * 3000)),
    }.items():
        refused = sign_in_with(answer)
        assert (refused.status_code, code_of(refused)) == (401, NOT_ACCEPTED), name
    assert RefreshFamily.objects.count() == sessions
    assert sign_in_with(key.get(options)).status_code == 200


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *INVALID.values(),
        ("response.userHandle", ...),
        ("response.userHandle", "A" * 89),
        ("response.signature", "A" * 8193),
        ("response.authenticatorData", 7.5),
    ],
)
def test_what_is_no_answer_is_named(client: APIClient, path: str, value: Any) -> None:
    key = add_passkey(client)
    if value == 7.5:
        # A number is read as text, which then is no authenticator data.
        assert code_of(sign_in_with(changed(key.get(request_options()), path, value))) == NOT_ACCEPTED
        return
    assert code_of(sign_in_with(changed(key.get(request_options()), path, value))) == "validation.failed"


def test_an_answer_lets_in_once_and_not_late(client: APIClient) -> None:
    key = add_passkey(client)
    answer = key.get(request_options())
    with patch("django.utils.timezone.now", return_value=timezone.now() + CHALLENGE_LIFETIME):
        assert code_of(sign_in_with(answer)) == NOT_ACCEPTED
    assert sign_in_with(answer).status_code == 200
    assert code_of(sign_in_with(answer)) == NOT_ACCEPTED


def test_an_authenticator_without_a_counter_answers_each_challenge_once(client: APIClient) -> None:
    key = add_passkey(client)
    answer = key.get(request_options(), counter=0)
    assert [sign_in_with(answer).status_code for _ in range(2)] == [200, 401]
    assert sign_in_with(key.get(request_options(), counter=0)).status_code == 200


@pytest.mark.parametrize("counter", [0, 6, 7])
def test_a_counter_that_does_not_rise_is_a_copy_of_the_key(client: APIClient, counter: int) -> None:
    key = add_passkey(client)
    assert sign_in_with(key.get(request_options(), counter=7)).status_code == 200
    assert code_of(sign_in_with(key.get(request_options(), counter=counter))) == NOT_ACCEPTED
    assert sign_in_with(key.get(request_options(), counter=8)).status_code == 200


def test_whether_it_is_backed_up_is_kept_as_it_was_told_last(client: APIClient) -> None:
    key = Authenticator()
    add(client, key.create(creation_options(client), flags=SEEN | BACKUP_ELIGIBLE))
    assert client.get(PASSKEYS).json()["results"][0]["is_backed_up"] is False
    sign_in_with(key.get(request_options(), flags=SEEN | BACKUP_ELIGIBLE | BACKED_UP))
    assert client.get(PASSKEYS).json()["results"][0]["is_backed_up"] is True


def test_who_was_deactivated_does_not_sign_in(anna: User, client: APIClient) -> None:
    key = add_passkey(client)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert code_of(sign_in_with(key.get(request_options()))) == NOT_ACCEPTED


def test_who_makes_up_passkeys_has_to_wait(client: APIClient) -> None:
    key = add_passkey(client)
    made_up = Authenticator(user_handle=b"anna").get(request_options())
    answers = {code_of(sign_in_with(made_up)) for _ in range(PASSKEY_ADDRESS.free)}
    assert answers == {NOT_ACCEPTED}
    assert code_of(sign_in_with(key.get(request_options()))) == "http.too_many_requests"


def test_spent_challenges_are_forgotten_once_they_have_expired(client: APIClient) -> None:
    key = add_passkey(client)
    sign_in_with(key.get(request_options()))
    SpentChallenge.objects.filter(pk=SpentChallenge.objects.latest("expires_at").pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    kind = job_kind("factors.prune_challenges")
    assert kind.handle is not None
    with patch("throughline.jobs.job_run.JobRun") as run:
        assert kind.handle(run, {}) == {"deleted": 1}
    assert SpentChallenge.objects.count() == 1


def at_once(calls: list[Callable[[], int]]) -> list[int]:
    barrier = Barrier(len(calls))

    def run(call: Callable[[], int]) -> int:
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
def test_of_the_same_answer_at_the_same_moment_one_gets_in() -> None:
    key = add_passkey(client_of(make_person("anna")))
    answer = key.get(request_options(), counter=0)
    assert at_once([lambda: int(sign_in_with(answer).status_code)] * 4) == [200, 401, 401, 401]


@pytest.mark.django_db(transaction=True)
def test_two_last_passkeys_are_not_both_removed_at_the_same_moment() -> None:
    anna = make_person("anna")
    client = client_of(anna)
    add_passkey(client)
    add_passkey(client, "Phone")
    User.objects.filter(pk=anna.pk).update(password="!")
    tries = [(client_of(anna), f"{PASSKEYS}{key}/") for key in Passkey.objects.values_list("pk", flat=True)]

    def remove() -> int:
        mine, address = tries.pop()
        return int(mine.delete(address).status_code)

    assert at_once([remove, remove]) == [204, 409]


def test_of_a_deleted_account_nothing_is_kept(anna: User, client: APIClient) -> None:
    add_passkey(client)
    switch_on(anna)
    add_passkey(client_of(make_person("berta")))
    person_deleted(context=acting(anna), user_id=str(anna.pk))
    assert (AuthenticatorApp.objects.count(), RecoveryCode.objects.count(), Passkey.objects.count()) == (0, 0, 1)
