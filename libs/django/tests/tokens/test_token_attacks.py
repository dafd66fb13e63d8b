"""Every token of the shared table, shown where access tokens and refresh tokens are asked for."""

import json
from collections import defaultdict
from typing import Any

import pytest
from django.http import HttpResponse
from rest_framework.test import APIClient

from tests.tokens.forgery import Claims, Recipe, applies, forge, recipes
from tests.tokens.session import PASSWORD, claims_of, make_user, sign_out
from throughline.tokens.models import RefreshToken
from throughline.tokens.service_token import make_service_token

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tokens.urls")]


def show(door: str, token: str) -> Any:
    if door == "access":
        # As a server hands it over: bytes of a header are Latin-1 to WSGI.
        header = f"Bearer {token}".encode().decode("latin-1")
        return APIClient().get("/who/", HTTP_AUTHORIZATION=header)
    return APIClient().post("/api/auth/refresh/", {"refresh": token}, format="json")


def good_claims(kind: str) -> Claims:
    if kind == "service":
        return claims_of(make_service_token())
    pair = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}, format="json").json()
    return claims_of(pair[kind])


def ended_claims(kind: str) -> Claims:
    pair = APIClient().post("/api/auth/login/", {"username": "anna", "password": PASSWORD}, format="json").json()
    sign_out(pair["refresh"])
    return claims_of(pair[kind])


def shape_of(answer: HttpResponse) -> tuple[str, str]:
    """What every refusal of a code has in common: all of it but the request's id and the time that it took."""
    body = json.loads(answer.content)
    assert body.pop("request_id") == answer["X-Request-ID"]
    headers = {name: value for name, value in answer.items() if name not in ("X-Request-ID", "X-Process-Time")}
    return body["code"], json.dumps([answer.status_code, body, headers])


def expected(recipe: Recipe, door: str) -> str:
    """A refresh token stands in a body, and what is no token by its size there is told as a wrong body."""
    in_body = {"of 1 MB": "http.body_too_large", "of 9 KB": "validation.failed", "empty": "validation.failed"}
    if door == "refresh" and recipe["name"] in in_body:
        return in_body[recipe["name"]]
    return str(recipe.get("code", "auth.token_invalid"))


@pytest.mark.parametrize("door", ["access", "refresh"])
def test_every_token_of_the_table_is_refused_by_its_code_in_one_shape_for_each(door: str) -> None:
    make_user()
    rows = [recipe for recipe in recipes("refused", door) if applies(recipe)]
    codes: dict[str, str] = {}
    shapes: defaultdict[str, set[str]] = defaultdict(set)
    good = {kind: good_claims(kind) for kind in ("access", "refresh", "service")}
    ended = ended_claims(door)
    for recipe in rows:
        claims = ended if "session" in recipe else good[recipe.get("kind", door)]
        code, shape = shape_of(show(door, forge(recipe, claims)))
        codes[recipe["name"]] = code
        if code.startswith("auth."):
            shapes[code].add(shape)
    assert codes == {recipe["name"]: expected(recipe, door) for recipe in rows}
    assert {code: len(found) for code, found in shapes.items()} == dict.fromkeys(shapes, 1)
    # Nothing was rotated by any of them: a row each for the three sessions.
    assert RefreshToken.objects.count() == 3


@pytest.mark.parametrize("door", ["access", "refresh"])
def test_tokens_that_are_only_odd_are_taken(door: str) -> None:
    make_user()
    for recipe in recipes("accepted", door):
        answer = show(door, forge(recipe, good_claims(door)))
        assert answer.status_code == 200, recipe["name"]
