"""The sign-in services that are offered, from the environment; none without configuration."""

from typing import Any

from config.env import SocialEnvironment


def social_providers(env: SocialEnvironment) -> list[dict[str, Any]]:
    """Entries for `marketplace.identities.providers.configured`."""
    providers: list[dict[str, Any]] = []
    if env.google is not None:
        google = {"kind": "oidc", "id": "google", "label": "Google", "issuer": env.google_issuer}
        providers.append({**google, **vars(env.google)})
    if env.github is not None:
        addresses = {"web_url": env.github_url.rstrip("/"), "api_url": env.github_api_url.rstrip("/")}
        providers.append({"kind": "github", "id": "github", "label": "GitHub", **addresses, **vars(env.github)})
    if env.oidc is not None:
        oidc = {"kind": "oidc", "id": "oidc", "label": env.oidc_label, "issuer": env.oidc_issuer}
        providers.append({**oidc, **vars(env.oidc)})
    return providers
