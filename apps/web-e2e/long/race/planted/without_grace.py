"""Planted, to see the race caught: settings under which an old refresh token is a replay at once, as in stock SimpleJWT."""

from typing import Any

from config.settings.local import *
from config.settings.local import INSTALLED_APPS
from django.apps import AppConfig

INSTALLED_APPS = [*INSTALLED_APPS, "without_grace.WithoutGrace"]


class WithoutGrace(AppConfig):
    name = "without_grace"
    path = "."

    def ready(self) -> None:
        from throughline.tokens.models import RefreshFamily, RefreshToken
        from throughline.tokens.services import family_refresh
        from throughline.tokens.services.family_revoke import family_revoke

        with_grace = family_refresh._next_pair

        def next_pair(**given: Any) -> Any:
            if not RefreshToken.objects.filter(pk=given["token_id"], rotated_at__isnull=False).exists():
                return with_grace(**given)
            family = RefreshFamily.objects.get(pk=given["family_id"])
            family_revoke(context=given["context"], family=family, reason=RefreshFamily.RevokedReason.REPLAYED)
            return None

        family_refresh._next_pair = next_pair
