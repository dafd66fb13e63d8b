"""A person with an integer id, and the three calls of a session."""

from typing import Any

import jwt
from django.conf import settings
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from throughline.tokens.signing.algorithms import configured_algorithm, uses_keys
from throughline.tokens.signing.key_ring import key_ring

PASSWORD = "correct horse battery"


def make_user() -> User:
    return User.objects.create_user("anna", "anna@example.org", PASSWORD)


def sign_in() -> str:
    """The refresh token of a new session of Anna's."""
    answer = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}, format="json")
    return str(answer.json()["refresh"])


def refresh(token: object, address: str = "/api/auth/refresh/") -> Any:
    return APIClient().post(address, {"refresh": token}, format="json").json()


def sign_out(token: str) -> int:
    return int(APIClient().post("/api/auth/logout/", {"refresh": token}, format="json").status_code)


def claims_of(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def sign(claims: dict[str, Any]) -> str:
    """A token of these claims and no others, signed as configured and with the right key."""
    algorithm = configured_algorithm()
    if not uses_keys():
        return jwt.encode(claims, str(settings.SIMPLE_JWT["SIGNING_KEY"]), algorithm=algorithm)
    key = key_ring.signing_key()
    return jwt.encode(claims, key.private_key, algorithm=algorithm, headers={"kid": key.kid})
