"""Codes of an app beside the password: switched on, asked for, used up, lost and switched off."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.limits import PASSWORD_AGAIN
from marketplace.accounts.models import User
from marketplace.factors.limits import ENROLMENT_CODE
from marketplace.factors.models import AuthenticatorApp, RecoveryCode
from marketplace.factors.services.code_accept import code_accept
from marketplace.factors.tests.at_once import at_once
from marketplace.factors.tests.people import SECOND_FACTOR, begin, code_now, code_of, sign_in, switch_on
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import PASSWORD, acting, client_of, make_person, run_jobs
from throughline.tokens.device import Device
from throughline.tokens.models import FailureCount, RefreshFamily

pytestmark = pytest.mark.django_db
REQUIRED, INVALID = "auth.second_factor_required", "auth.second_factor_invalid"
State = tuple[User, str, list[str]]


@pytest.fixture
def switched_on(anna: User) -> State:
    secret, codes = switch_on(anna)
    return anna, secret, codes


def kinds(user: User) -> list[str]:
    ours = ("second_factor_enabled", "second_factor_disabled", "recovery_codes_made", "recovery_code_used")
    return list(SecurityEvent.objects.filter(user=user, kind__in=ours).order_by("at").values_list("kind", flat=True))


def test_switching_on_takes_the_password_and_a_code_of_the_app(anna: User) -> None:
    client = client_of(anna)
    assert client.get(SECOND_FACTOR).json() == {"is_on": False, "since": None, "recovery_codes_left": 0}
    made = begin(client).json()
    assert made["uri"].startswith("otpauth://totp/Throughline:anna%40example.org?secret=" + made["secret"])
    # Nothing is asked for before the app was seen to work.
    assert sign_in(anna).status_code == 200
    codes = client.post(f"{SECOND_FACTOR}confirm/", {"code": code_now(made["secret"])}).json()["recovery_codes"]
    assert len(set(codes)) == 10
    state = client.get(SECOND_FACTOR).json()
    assert (state["is_on"], state["recovery_codes_left"]) == (True, 10)
    assert code_of(sign_in(anna)) == REQUIRED
    assert kinds(anna) == ["second_factor_enabled"]


def test_the_first_code_of_an_app_is_guessed_at_a_few_times_and_another_app_gives_no_more_guesses(anna: User) -> None:
    client = client_of(anna)
    begin(client)
    wrong = [client.post(f"{SECOND_FACTOR}confirm/", {"code": "000000"}) for _ in range(ENROLMENT_CODE.free)]
    assert [code_of(answer) for answer in wrong] == ["validation.failed"] * ENROLMENT_CODE.free
    code = code_now(begin(client).json()["secret"])
    refused = client.post(f"{SECOND_FACTOR}confirm/", {"code": code})
    assert (code_of(refused), refused["Retry-After"]) == ("http.too_many_requests", "1")
    # Nobody else waits, and the person no longer than they were told.
    assert switch_on(make_person("berta"))
    FailureCount.objects.update(blocked_until=None)
    assert client.post(f"{SECOND_FACTOR}confirm/", {"code": code}).status_code == 200


def test_wrong_codes_before_the_right_one_are_forgotten(anna: User) -> None:
    client = client_of(anna)
    code = code_now(begin(client).json()["secret"])
    for _ in range(ENROLMENT_CODE.free - 1):
        client.post(f"{SECOND_FACTOR}confirm/", {"code": "000000"})
    assert client.post(f"{SECOND_FACTOR}confirm/", {"code": code}).status_code == 200
    assert not FailureCount.objects.filter(failures__gt=0).exists()


def test_no_secret_and_no_recovery_code_stands_in_the_database(switched_on: State) -> None:
    _, secret, codes = switched_on
    kept = str([*AuthenticatorApp.objects.values_list(), *RecoveryCode.objects.values_list()])
    assert secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_a_code_lets_in_once_and_so_does_none_that_is_older(switched_on: State) -> None:
    anna, secret, _ = switched_on
    assert code_of(sign_in(anna, code_now(secret, -1))) == INVALID
    assert sign_in(anna, code_now(secret, 1)).status_code == 200
    assert code_of(sign_in(anna, code_now(secret, 1))) == INVALID
    assert code_of(sign_in(anna, code_now(secret))) == INVALID


@pytest.mark.parametrize("write", [lambda code: f"{code[:3]} {code[3:]}", lambda code: f" {code} "])
def test_blanks_in_a_code_do_no_harm(switched_on: State, write: Callable[[str], str]) -> None:
    anna, secret, _ = switched_on
    assert sign_in(anna, write(code_now(secret))).status_code == 200


def test_a_code_of_somebody_else_is_none(switched_on: State) -> None:
    anna, _, _ = switched_on
    other_secret, other_codes = switch_on(make_person("berta"))
    assert code_of(sign_in(anna, code_now(other_secret))) == INVALID
    assert code_of(sign_in(anna, other_codes[0])) == INVALID


@pytest.mark.parametrize(
    "write", [str, str.upper, lambda code: code.replace("-", ""), lambda code: code.replace("0", "O").replace("1", "l")]
)
def test_a_recovery_code_lets_in_once_however_it_is_typed(switched_on: State, write: Callable[[str], str]) -> None:
    anna, _, codes = switched_on
    typed = next((write(code) for code in codes if {"0", "1"} & set(code)), write(codes[0]))
    assert sign_in(anna, typed).status_code == 200
    assert code_of(sign_in(anna, typed)) == INVALID
    assert client_of(anna).get(SECOND_FACTOR).json()["recovery_codes_left"] == 9
    assert kinds(anna)[-1] == "recovery_code_used"


@pytest.mark.django_db(transaction=True)
@override_settings(THROUGHLINE_TRUSTED_PROXIES=1)
def test_who_has_the_password_at_a_new_place_and_no_code_is_told_of_once_an_hour(anna: User) -> None:
    def at(place: str, code: str | None = None) -> Any:
        body = {"username": "anna", "password": PASSWORD, **({} if code is None else {"code": code})}
        return APIClient().post("/api/auth/login/", body, headers={"X-Forwarded-For": place})

    secret, _ = switch_on(anna)
    asked = SecurityEvent.objects.filter(user=anna, kind="second_factor_asked")
    home, elsewhere = "198.51.100.1", "2001:db8:1::7"
    assert at(home, code_now(secret)).status_code == 200
    run_jobs()
    mail.outbox.clear()
    assert {code_of(at(place)) for place in (home, elsewhere, "2001:db8:1::8", elsewhere)} == {REQUIRED}
    assert [event.address for event in asked] == [elsewhere]
    asked.update(at=timezone.now() - timedelta(minutes=61))
    assert code_of(at(elsewhere)) == REQUIRED
    assert asked.count() == 2
    run_jobs()
    subject = "Your Throughline account: Somebody entered your password at a new place, and no code yet"
    assert [message.subject for message in mail.outbox] == [subject] * 2


def test_new_recovery_codes_end_the_old_ones(switched_on: State) -> None:
    anna, _, old = switched_on
    answer = client_of(anna).post(f"{SECOND_FACTOR}recovery-codes/", {"current_password": PASSWORD})
    new = answer.json()["recovery_codes"]
    assert not set(old) & set(new)
    assert code_of(sign_in(anna, old[0])) == INVALID
    assert sign_in(anna, new[0]).status_code == 200
    assert kinds(anna)[-2:] == ["recovery_codes_made", "recovery_code_used"]


def test_switched_off_the_password_is_enough_and_the_old_codes_are_nothing_to_a_new_app(switched_on: State) -> None:
    anna, _, old = switched_on
    client = client_of(anna)
    assert client.post(f"{SECOND_FACTOR}disable/", {"current_password": PASSWORD}).status_code == 204
    assert sign_in(anna).status_code == 200
    assert kinds(anna)[-1] == "second_factor_disabled"
    switch_on(anna)
    assert code_of(sign_in(anna, old[0])) == INVALID


def test_secrets_outlive_a_change_of_the_servers_key(switched_on: State) -> None:
    anna, secret, codes = switched_on
    with override_settings(SECRET_KEY="another-one-of-the-server", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert sign_in(anna, code_now(secret)).status_code == 200
        assert sign_in(anna, codes[0]).status_code == 200


def test_an_app_that_was_begun_long_ago_or_replaced_is_not_confirmed(anna: User) -> None:
    client = client_of(anna)
    first = begin(client).json()["secret"]
    second = begin(client).json()["secret"]
    assert code_of(client.post(f"{SECOND_FACTOR}confirm/", {"code": code_now(first)})) == "validation.failed"
    AuthenticatorApp.objects.update(begun_at=timezone.now() - timedelta(minutes=16))
    assert code_of(client.post(f"{SECOND_FACTOR}confirm/", {"code": code_now(second)})) == "second_factor.not_begun"
    assert not client.get(SECOND_FACTOR).json()["is_on"]


def test_what_is_on_is_neither_begun_nor_confirmed_again(switched_on: State) -> None:
    anna, secret, _ = switched_on
    client = client_of(anna)
    assert code_of(begin(client)) == "second_factor.already_on"
    assert code_of(client.post(f"{SECOND_FACTOR}confirm/", {"code": code_now(secret)})) == "second_factor.already_on"
    assert sign_in(anna, code_now(secret)).status_code == 200


@pytest.mark.parametrize("what", ["disable", "recovery-codes"])
def test_what_is_off_has_nothing_to_switch_off_or_to_remake(anna: User, what: str) -> None:
    client = client_of(anna)
    begin(client)
    assert code_of(client.post(f"{SECOND_FACTOR}{what}/", {"current_password": PASSWORD})) == "second_factor.not_on"


BAD_BODIES: dict[str, tuple[object, str, str | None]] = {
    "wrong password": ({"current_password": "wrong"}, "validation.failed", "current_password"),
    "no password": ({}, "validation.failed", "current_password"),
    "empty password": ({"current_password": ""}, "validation.failed", "current_password"),
    "huge password": ({"current_password": "x" * 257}, "validation.failed", "current_password"),
    "password of a wrong type": ({"current_password": [PASSWORD]}, "validation.failed", "current_password"),
    "null": ({"current_password": None}, "validation.failed", "current_password"),
    "a list": ([], "validation.failed", "non_field_errors"),
}


@pytest.mark.parametrize("what", ["begin", "disable", "recovery-codes"])
@pytest.mark.parametrize(("body", "code", "field"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_who_does_not_prove_to_be_the_person_changes_nothing(
    switched_on: State, what: str, body: object, code: str, field: str | None
) -> None:
    anna, secret, _ = switched_on
    answer = client_of(anna).post(f"{SECOND_FACTOR}{what}/", body)
    assert (code_of(answer), list(answer.json()["error"])) == (code, [field])
    assert sign_in(anna, code_now(secret)).status_code == 200


@pytest.mark.parametrize(
    "body", [{}, {"code": ""}, {"code": "000000"}, {"code": 7}, {"code": ["1"]}, {"code": "1" * 65}]
)
def test_a_bad_code_switches_nothing_on(anna: User, body: dict[str, Any]) -> None:
    client = client_of(anna)
    begin(client)
    answer = client.post(f"{SECOND_FACTOR}confirm/", body)
    assert (code_of(answer), list(answer.json()["error"])) == ("validation.failed", ["code"])
    assert sign_in(anna).status_code == 200


@pytest.mark.parametrize("what", ["begin", "confirm", "disable", "recovery-codes"])
def test_half_a_body_and_another_type_are_refused(anna: User, what: str) -> None:
    client = client_of(anna)
    half = client.post(f"{SECOND_FACTOR}{what}/", '{"code": "1', content_type="application/json")
    assert code_of(half) == "http.malformed_request"
    form = client.post(f"{SECOND_FACTOR}{what}/", "code=1", content_type="application/x-www-form-urlencoded")
    assert code_of(form) == "http.unsupported_media_type"


def test_who_guesses_the_password_in_an_open_session_has_to_wait(anna: User) -> None:
    client = client_of(anna)
    answers = [code_of(begin(client, "wrong")) for _ in range(PASSWORD_AGAIN.free + 1)]
    assert answers == ["validation.failed"] * PASSWORD_AGAIN.free + ["http.too_many_requests"]
    assert begin(client)["Retry-After"] == "1"


def test_who_has_no_password_has_signed_in_just_now(anna: User) -> None:
    anna.set_unusable_password()
    anna.save()
    client = client_of(anna)
    assert client.post(f"{SECOND_FACTOR}begin/", {}).status_code == 200
    RefreshFamily.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    assert code_of(client.post(f"{SECOND_FACTOR}begin/", {})) == "account.sign_in_again"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", ["app", "recovery"])
def test_of_requests_with_one_code_at_the_same_moment_one_gets_in(which: str) -> None:
    anna = make_person("anna")
    secret, codes = switch_on(anna)
    code = code_now(secret, 1) if which == "app" else codes[0]
    # Fewer than those after which one waits.
    assert at_once([lambda: int(sign_in(anna, code).status_code)] * 4) == [200, 401, 401, 401]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", ["app", "recovery"])
def test_of_many_tries_of_one_code_at_the_same_moment_one_is_accepted(which: str) -> None:
    anna = make_person("anna")
    secret, codes = switch_on(anna)
    # Past what makes guessers wait, and with it makes them come one after the other.
    for code in (code_now(secret), code_now(secret, 1)) if which == "app" else codes[:3]:
        device = Device("", "", None)

        def accept(code: str = code, device: Device = device) -> int:
            return int(code_accept(context=acting(anna), user=anna, code=code, device=device))

        assert at_once([accept] * 8) == [0] * 7 + [1]


@pytest.mark.django_db(transaction=True)
def test_of_confirmations_at_the_same_moment_one_gives_recovery_codes() -> None:
    anna = make_person("anna")
    clients = [client_of(anna) for _ in range(3)]
    code = code_now(begin(clients[0]).json()["secret"])

    def confirm() -> int:
        return int(clients.pop().post(f"{SECOND_FACTOR}confirm/", {"code": code}).status_code)

    assert at_once([confirm] * 3) == [200, 409, 409]
    assert RecoveryCode.objects.count() == 10
