"""Makes the tokens of `token-attacks.json`, the one table that every service and transport is attacked with."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import jwt
from django.conf import settings

from throughline.tokens.models import SigningKey
from throughline.tokens.signing.algorithms import configured_algorithm, uses_keys
from throughline.tokens.signing.key_material import make_key_pair, public_jwk
from throughline.tokens.signing.key_ring import key_ring

TABLE = Path(__file__).parents[3] / "service-kit/src/testing/token-attacks.json"
DIGESTS = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}

Recipe = dict[str, Any]
Claims = dict[str, Any]


def recipes(kind: str, door: str) -> list[Recipe]:
    """Those of a door: `kind` is `refused` or `accepted`."""
    rows = cast("list[Recipe]", json.loads(TABLE.read_text())[kind])
    return [row for row in rows if door in row.get("doors", [door])]


def applies(recipe: Recipe) -> bool:
    """Whether the token can be made with the configured algorithm."""
    return configured_algorithm() in recipe.get("signing", [configured_algorithm()])


@dataclass(frozen=True)
class Key:
    algorithm: str
    kid: str | None
    private: Any
    public: str
    jwk: Mapping[str, Any]

    def sign(self, text: str, algorithm: str | None = None) -> str:
        if self.algorithm == "HS256":
            return mac(text, algorithm or self.algorithm, self.private)
        return encoded(jwt.get_algorithm_by_name(self.algorithm).sign(text.encode(), self.private))


def mac(text: str, algorithm: str, secret: str) -> str:
    return encoded(hmac.new(secret.encode(), text.encode(), DIGESTS[algorithm]).digest())


def own_key() -> Key:
    algorithm = configured_algorithm()
    if not uses_keys():
        return Key(algorithm, None, str(settings.SIMPLE_JWT["SIGNING_KEY"]), "", {})
    kid = key_ring.signing_key().kid
    return Key(algorithm, kid, key_ring.signing_key().private_key, SigningKey.objects.get(pk=kid).public_key, {})


@cache
def other_key(algorithm: str) -> Key:
    """An attacker's; made once, because that of RS256 takes a while."""
    if algorithm == "HS256":
        secret = "another-key-" * 4
        return Key(algorithm, None, secret, "", {"kty": "oct", "k": encoded(secret.encode())})
    pair = make_key_pair(algorithm)
    private = jwt.get_algorithm_by_name(algorithm).prepare_key(pair.private_key)
    jwk = public_jwk(algorithm=algorithm, kid=pair.kid, public_key=pair.public_key)
    return Key(algorithm, pair.kid, private, pair.public_key, jwk)


def forge(recipe: Recipe, claims: Claims) -> str:
    """The token of a recipe, from the claims of a good one."""
    if "text" in recipe:
        return cast("str", recipe["text"])
    own = own_key()
    sign_as = recipe.get("signAs")
    other = other_key(sign_as if sign_as in ("EdDSA", "RS256") else own.algorithm)
    header = {"alg": own.algorithm, "typ": "JWT", **({} if own.kid is None else {"kid": own.kid})}
    good = compact(own, header, claims)
    named = {
        "$aud": claims.get("aud"),
        "$iss": claims.get("iss"),
        "$kid": own.kid,
        "$otherJwk": other.jwk,
        "$token": good,
    }
    head = recipe.get("rawHeader") or object_text(
        recipe.get("twiceInHeader", {}), {**header, **recipe.get("header", {})}, recipe.get("withoutHeader", []), named
    )
    body = recipe.get("payload")
    if body is None:
        changed_claims = {**claims, **changes_of(recipe)}
        body = object_text(recipe.get("twice", {}), changed_claims, recipe.get("without", []), named)
    unsigned = f"{encoded(deep(head).encode())}.{encoded(filled(body, named).encode())}"
    return changed(recipe.get("change"), f"{unsigned}.{signature(recipe, unsigned, own, other)}", good)


def changes_of(recipe: Recipe) -> Claims:
    now = int(time.time())
    instants = {name: now + seconds for name, seconds in recipe.get("times", {}).items()}
    padding = {"padding": "x" * recipe["padding"]} if "padding" in recipe else {}
    return {**recipe.get("claims", {}), **instants, **padding}


def object_text(twice: Claims, members: Claims, without: list[str], named: Mapping[str, Any]) -> str:
    """JSON in which the members of `twice` stand before the others, which may say them again."""
    pairs = [*twice.items(), *((name, value) for name, value in members.items() if name not in without)]
    return "{" + ",".join(f"{json.dumps(name)}:{json.dumps(put(value, named))}" for name, value in pairs) + "}"


def put(value: object, named: Mapping[str, Any]) -> object:
    """`$aud` and the like stand for what is known only when the token is made."""
    match value:
        case str():
            return named[value] if value in named else filled(value, named)
        case list():
            return [put(item, named) for item in value]
        case dict():
            return {filled(name, named): put(item, named) for name, item in value.items()}
        case _:
            return value


def filled(text: str, named: Mapping[str, Any]) -> str:
    for name in ("$aud", "$iss", "$kid", "$token"):
        text = text.replace(name, str(named[name]))
    return text


def deep(header: str) -> str:
    return '{"alg":' + "[" * 2000 + "]" * 2000 + "}" if header == "deep" else header


def signature(recipe: Recipe, unsigned: str, own: Key, other: Key) -> str:
    match recipe.get("key", "own"):
        case "none":
            return ""
        case "empty":
            return mac(unsigned, "HS256", "")
        case "public":
            return mac(unsigned, "HS256", own.public)
        case key:
            return (own if key == "own" else other).sign(unsigned, recipe.get("signAs"))


def compact(key: Key, header: Claims, claims: Claims) -> str:
    unsigned = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{unsigned}.{key.sign(unsigned)}"


def changed(change: str | None, token: str, good: str) -> str:
    if change is None:
        return token
    header, payload, signed = token.split(".")
    body = decoded(payload)
    other_body = body.replace("{", '{"role":"admin",', 1)
    other_head = decoded(header).replace("{", '{"x":1,', 1)
    return {
        "no signature": f"{header}.{payload}.",
        "two parts": f"{header}.{payload}",
        "four parts": f"{token}.{signed}",
        "cut signature": token[:-4],
        "altered signature": f"{header}.{payload}.{'B' if signed.startswith('A') else 'A'}{signed[1:]}",
        "longer signature": f"{token}AAAA",
        "foreign signature": f"{header}.{encoded(f'{body} '.encode())}.{good.split('.')[2]}",
        "altered claims": f"{header}.{encoded(other_body.encode())}.{signed}",
        "altered header": f"{encoded(other_head.encode())}.{payload}.{signed}",
        "two tokens": f"{token} {token}",
        "JSON": json.dumps({"protected": header, "payload": payload, "signature": signed}),
    }[change]


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(part: str) -> str:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()
