"""A sign-in service on this machine, OpenID Connect and GitHub in one, that is as strict with us as real ones are."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT_ID = "throughline"
CLIENT_SECRET = "client:secret/with+signs"
SUBJECT = "Subject-1"
EMAIL = "Anna@Example.org"
GITHUB_ID = 4711

Signer = Callable[[dict[str, Any]], Any]


@dataclass
class _Grant:
    challenge: str
    redirect_uri: str
    id_token: Any


@dataclass
class LocalProvider:
    """`answers` replaces what an address answers: a status and a body, by path."""

    address: str
    key: RSAPrivateKey = field(default_factory=lambda: generate_private_key(65_537, 2048))
    kid: str = "first"
    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    grants: dict[str, _Grant] = field(default_factory=dict)
    user_info: dict[str, Any] = field(default_factory=dict)
    extra_keys: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def entries(self) -> list[dict[str, Any]]:
        """For `settings.SOCIAL_PROVIDERS`."""
        client = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
        return [
            {"kind": "oidc", "id": "oidc", "label": "Local", "issuer": self.address, **client},
            {"kind": "github", "id": "github", "label": "GitHub", "web_url": self.address, "api_url": self.address}
            | client,
        ]

    def grant(self, authorization_url: str, sign: Signer | None = None, **changes: Any) -> str:
        """The person has said yes: a code. `changes` are made to the claims; None takes one out."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(authorization_url).query).items()}
        assert query["response_type" if "nonce" in query else "scope"] in ("code", "read:user user:email")
        assert query["code_challenge_method"] == "S256"
        now = int(time.time())
        claims = {
            "iss": self.address,
            "sub": SUBJECT,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": query.get("nonce"),
            "email": EMAIL,
            "email_verified": True,
            "name": "Anna Árvíz",
            "preferred_username": "anna",
            **changes,
        }
        present = {name: value for name, value in claims.items() if value is not None}
        code = secrets.token_urlsafe(16)
        self.grants[code] = _Grant(query["code_challenge"], query["redirect_uri"], (sign or self.sign)(present))
        return code

    def sign(self, claims: dict[str, Any]) -> str:
        # Not by `jwt.encode`, which looks at the claims.
        return jwt.api_jws.encode(json.dumps(claims).encode(), self.key, "RS256", {"kid": self.kid, "typ": "JWT"})

    def answer(self, method: str, path: str, form: dict[str, str], headers: Any) -> tuple[int, Any]:
        self.calls.append(f"{method} {path}")
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, self._metadata()
        if path == "/jwks":
            return 200, {"keys": [self._public(), *self.extra_keys]}
        if path == "/token":
            basic = base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode()
            if basic != f"{CLIENT_ID}:client%3Asecret%2Fwith%2Bsigns":
                return 401, {"error": "invalid_client"}
            grant = self._redeemed(form)
            if grant is None or form["grant_type"] != "authorization_code":
                return 400, {"error": "invalid_grant"}
            return 200, {"access_token": "local-access", "token_type": "Bearer", "id_token": grant.id_token}
        if path == "/login/oauth/access_token":
            if (form["client_id"], form["client_secret"]) != (CLIENT_ID, CLIENT_SECRET):
                return 200, {"error": "incorrect_client_credentials"}
            if self._redeemed(form) is None:
                return 200, {"error": "bad_verification_code"}
            return 200, {"access_token": "local-access", "token_type": "bearer", "scope": "read:user,user:email"}
        if headers["Authorization"] != "Bearer local-access":
            return 401, {"message": "Bad credentials"}
        if path == "/userinfo":
            return 200, {"sub": SUBJECT, **self.user_info}
        if path == "/user":
            return 200, {"id": GITHUB_ID, "login": "Anna-Hub", "name": None, "email": None}
        if path == "/user/emails":
            return 200, [
                {"email": "other@example.org", "primary": False, "verified": True},
                {"email": EMAIL, "primary": True, "verified": True},
            ]
        return 404, {}

    def _redeemed(self, form: dict[str, str]) -> _Grant | None:
        grant = self.grants.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        is_right = grant is not None and challenge.rstrip(b"=").decode() == grant.challenge
        return grant if grant is not None and is_right and form["redirect_uri"] == grant.redirect_uri else None

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize?tenant=1",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "userinfo_endpoint": f"{self.address}/userinfo",
            **self.metadata,
        }

    def _public(self) -> dict[str, Any]:
        key: dict[str, Any] = jwt.get_algorithm_by_name("RS256").to_jwk(self.key.public_key(), as_dict=True)
        return {**key, "kid": self.kid, "use": "sig"}


@contextmanager
def running_provider() -> Iterator[LocalProvider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._respond({})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._respond({name: values[0] for name, values in parse_qs(text).items()})

        def _respond(self, form: dict[str, str]) -> None:
            status, body = provider.answer(self.command, urlsplit(self.path).path, form, self.headers)
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status in (301, 302):
                self.send_header("Location", f"{provider.address}/jwks")
            # Half-sent: fewer bytes come than are promised.
            self.send_header("Content-Length", str(len(data) + (10 if body == b"half" else 0)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            """Nothing: the tests look at `calls`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider = LocalProvider(f"http://127.0.0.1:{server.server_port}")
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
