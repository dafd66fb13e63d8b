"""A browser's way to a sign-in service and back, as the web server goes it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from rest_framework.test import APIClient


@dataclass(frozen=True)
class Begun:
    url: str
    flow: str
    state: str


def begin(provider_id: str = "oidc", client: APIClient | None = None, kind: str = "social", **body: Any) -> Begun:
    answer = (client or APIClient()).post(f"/api/auth/{kind}/{provider_id}/begin/", body)
    assert answer.status_code == 201, answer.content
    given = answer.json()
    [state] = parse_qs(urlsplit(given["authorization_url"]).query)["state"]
    return Begun(given["authorization_url"], given["flow"], state)


def finish(
    begun: Begun, provider_id: str = "oidc", client: APIClient | None = None, kind: str = "social", **body: Any
) -> Any:
    sent = {"flow": begun.flow, "state": begun.state, **body}
    return (client or APIClient()).post(f"/api/auth/{kind}/{provider_id}/finish/", sent)
