from dataclasses import asdict
from typing import Any

import pytest

from config.env import social_environment
from config.settings.integrations.identities import social_providers
from marketplace.identities.providers.configured import configured_providers

VARIABLES = {
    "SOCIAL_GOOGLE_CLIENT_ID": "g",
    "SOCIAL_GOOGLE_CLIENT_SECRET": "gs",
    "SOCIAL_GITHUB_CLIENT_ID": "h",
    "SOCIAL_GITHUB_CLIENT_SECRET": "hs",
    "SOCIAL_GITHUB_URL": "https://git.example.org/",
    "SOCIAL_GITHUB_API_URL": "https://git.example.org/api/v3/",
    "SOCIAL_OIDC_ISSUER": "https://id.example.org/realms/one/",
    "SOCIAL_OIDC_CLIENT_ID": "o",
    "SOCIAL_OIDC_CLIENT_SECRET": "os",
    "SOCIAL_OIDC_LABEL": "Example",
}


def test_without_configuration_no_service_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    assert social_providers(social_environment()) == []


def test_each_service_is_made_of_its_variables(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    settings.SOCIAL_PROVIDERS = social_providers(social_environment())
    google, github, oidc = (vars_of(provider) for provider in configured_providers())
    assert google == {
        "id": "google",
        "label": "Google",
        "issuer": "https://accounts.google.com",
        "client_id": "g",
        "client_secret": "gs",
    }
    assert github == {
        "id": "github",
        "label": "GitHub",
        "web_url": "https://git.example.org",
        "api_url": "https://git.example.org/api/v3",
        "client_id": "h",
        "client_secret": "hs",
    }
    # An issuer is what it calls itself, to the letter.
    assert oidc == {
        "id": "oidc",
        "label": "Example",
        "issuer": "https://id.example.org/realms/one/",
        "client_id": "o",
        "client_secret": "os",
    }


def vars_of(provider: Any) -> dict[str, Any]:
    return asdict(provider)
