"""People with a second factor, and the calls that they make."""

from typing import Any

import pyotp
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.factors.tests.authenticator import Authenticator
from marketplace.testing import PASSWORD, client_of

SECOND_FACTOR = "/api/auth/second-factor/"
PASSKEYS = "/api/auth/passkeys/"


def code_now(secret: str, steps: int = 0) -> str:
    return str(pyotp.TOTP(secret).at(timezone.now(), counter_offset=steps))


def begin(client: APIClient, password: str = PASSWORD) -> Any:
    return client.post(f"{SECOND_FACTOR}begin/", {"current_password": password})


def switch_on(user: User) -> tuple[str, list[str]]:
    """Secret and recovery codes. The code of the step before the present one is used up by it."""
    client = client_of(user)
    secret = str(begin(client).json()["secret"])
    answer = client.post(f"{SECOND_FACTOR}confirm/", {"code": code_now(secret, -1)})
    assert answer.status_code == 200, answer.content
    return secret, answer.json()["recovery_codes"]


def sign_in(user: User, code: str | None = None, password: str = PASSWORD) -> Any:
    body = {"username": user.username, "password": password, **({} if code is None else {"code": code})}
    return APIClient().post("/api/auth/login/", body)


def code_of(answer: Any) -> str:
    """The error code of an answer, or its status when it is none."""
    return str(answer.json()["code"]) if answer.status_code >= 400 else str(answer.status_code)


def creation_options(client: APIClient, password: str = PASSWORD) -> dict[str, Any]:
    answer = client.post(f"{PASSKEYS}begin/", {"current_password": password})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def add_passkey(client: APIClient, name: str = "Laptop", authenticator: Authenticator | None = None) -> Authenticator:
    made = authenticator or Authenticator()
    answer = client.post(PASSKEYS, {"name": name, "credential": made.create(creation_options(client))})
    assert answer.status_code == 201, answer.content
    return made


def request_options() -> dict[str, Any]:
    return dict(APIClient().post(f"{PASSKEYS}sign-in/begin/").json())


def sign_in_with(credential: object) -> Any:
    return APIClient().post(f"{PASSKEYS}sign-in/", {"credential": credential})
