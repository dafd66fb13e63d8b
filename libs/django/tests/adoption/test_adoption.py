"""A project on plain DRF and SimpleJWT adopts the families by the lines of the README, and by nothing else."""

import json
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.adoption.readme import adoption_lines
from tests.adoption.shop import Shop, new_shop

# A database of its own is made beside that of the tests, as PostgreSQL does it.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
ANNA = {"username": "anna", "password": "correct horse battery"}


def ask(method: str, url: str, body: object = None, **headers: str) -> tuple[int, Any]:
    address = urlsplit(url)
    connection = HTTPConnection(str(address.hostname), address.port, timeout=30)
    try:
        connection.request(method, address.path, json.dumps(body), {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def sign_in(url: str) -> dict[str, str]:
    status, pair = ask("POST", f"{url}/api/token/", ANNA)
    assert (status, set(pair)) == (200, {"access", "refresh"})
    return dict(pair)


def refresh(url: str, token: str) -> tuple[int, Any]:
    return ask("POST", f"{url}/api/token/refresh/", {"refresh": token})


def me(url: str, access: str) -> tuple[int, Any]:
    return ask("GET", f"{url}/api/me/", Authorization=f"Bearer {access}")


def set_up(shop: Shop) -> None:
    shop.manage("migrate", "--verbosity", "0")
    shop.manage("createsuperuser", "--noinput", "--username", "anna", "--email", "anna@example.org")


def adopt(shop: Shop) -> None:
    for file, lines in adoption_lines().items():
        shop.append(file, lines)
    # Else the test would wait for as long as an old token is forgiven.
    shop.append("settings.py", 'THROUGHLINE_TOKENS = {"GRACE": timedelta(0)}\n')
    shop.manage("check", "--deploy", "--tag", "security", "--fail-level", "ERROR")
    shop.manage("migrate", "--verbosity", "0")


def test_a_project_on_simplejwt_gets_refresh_families_by_the_lines_of_the_readme(tmp_path: Path) -> None:
    with new_shop(tmp_path) as shop:
        set_up(shop)
        with shop.served() as url:
            stock = sign_in(url)
            assert me(url, stock["access"]) == (200, {"username": "anna"})
            rotated = refresh(url, stock["refresh"])[1]
            # What the families are for: the answer got lost, or another tab asked first.
            assert refresh(url, stock["refresh"])[0] == 401
        adopt(shop)
        with shop.served() as url:
            # Who was signed in before signs in once more.
            status, refusal = refresh(url, rotated["refresh"])
            assert (status, refusal["code"]) == (401, "auth.token_invalid")
            first = sign_in(url)
            assert me(url, first["access"]) == (200, {"username": "anna"})
            second = refresh(url, first["refresh"])[1]
            assert refresh(url, first["refresh"])[1]["refresh"] == second["refresh"]
            third = refresh(url, second["refresh"])[1]
            assert me(url, third["access"]) == (200, {"username": "anna"})
            for token in (first["refresh"], third["refresh"]):
                status, refusal = refresh(url, token)
                assert (status, refusal["code"]) == (401, "auth.session_revoked")
            assert me(url, third["access"])[1]["code"] == "auth.session_revoked"
            assert me(url, sign_in(url)["access"]) == (200, {"username": "anna"})
