"""The sign-in services of `settings.SOCIAL_PROVIDERS`, in the order in which people see them."""

from typing import Any, Final

from django.conf import settings

from marketplace.identities.providers.github_provider import GitHubProvider
from marketplace.identities.providers.oidc_provider import OidcProvider
from marketplace.identities.providers.provider import Provider
from throughline.http.errors import ApplicationError

_KINDS: Final[dict[str, Any]] = {"oidc": OidcProvider, "github": GitHubProvider}


def configured_providers() -> list[Provider]:
    """Each entry names its `kind`, and what the class of that kind has."""
    return [_provider(entry) for entry in settings.SOCIAL_PROVIDERS]


def provider_of(provider_id: str) -> Provider:
    """Raises ApplicationError identity.provider_unknown."""
    for provider in configured_providers():
        if provider.id == provider_id:
            return provider
    raise ApplicationError("identity.provider_unknown")


def label_of(provider_id: str) -> str:
    """What people know a service by; its id where it is not configured any more."""
    return next((provider.label for provider in configured_providers() if provider.id == provider_id), provider_id)


def _provider(entry: dict[str, Any]) -> Provider:
    values = dict(entry)
    provider: Provider = _KINDS[values.pop("kind")](**values)
    return provider
