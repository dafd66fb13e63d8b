"""A passkey signs a person in on its own, once for each challenge, and not when anything about it is wrong."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import jwt
import pytest
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.factors.challenge import CHALLENGE_LIFETIME
from marketplace.factors.limits import PASSKEY_ADDRESS
from marketplace.factors.models import SpentChallenge
from marketplace.factors.tests.at_once import at_once
from marketplace.factors.tests.authenticator import (
    BACKED_UP,
    BACKUP_ELIGIBLE,
    USER_PRESENT,
    USER_VERIFIED,
    Authenticator,
    base64url,
)
from marketplace.factors.tests.credentials import INVALID_CREDENTIALS, NOT_ACCEPTED, SEEN, add, changed
from marketplace.factors.tests.people import (
    PASSKEYS,
    add_passkey,
    code_of,
    creation_options,
    request_options,
    sign_in_with,
    switch_on,
)
from marketplace.testing import client_of, make_person
from throughline.jobs.kinds import job_kind
from throughline.tokens.models import FailureCount, RefreshFamily

pytestmark = pytest.mark.django_db


def test_who_added_a_passkey_signs_in_by_it_alone_and_is_asked_for_no_code(anna: User, client: APIClient) -> None:
    laptop = add_passkey(client)
    switch_on(anna)
    pair = sign_in_with(laptop.get(request_options())).json()
    assert jwt.decode(pair["access"], options={"verify_signature": False})["user_id"] == str(anna.pk)
    assert pair.keys() == {"access", "refresh"}
    assert client.get(PASSKEYS).json()["results"][0]["last_used_at"] is not None


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
        *INVALID_CREDENTIALS.values(),
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


@pytest.mark.django_db(transaction=True)
def test_of_the_same_answer_at_the_same_moment_one_gets_in() -> None:
    key = add_passkey(client_of(make_person("anna")))
    answer = key.get(request_options(), counter=0)
    assert at_once([lambda: int(sign_in_with(answer).status_code)] * 4) == [200, 401, 401, 401]


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
