from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from throughline.tokens.conf import token_settings
from throughline.tokens.models import RefreshFamily, RefreshToken
from throughline.tokens.token_pair import TokenPair, token_pair


@transaction.atomic
def family_open(*, user: AbstractBaseUser) -> TokenPair:
    """Starts a session for a person who has just proved who they are."""
    configured = token_settings()
    now = timezone.now()
    family = RefreshFamily.objects.create(
        user_id=user.pk,
        context=configured.claims_provider.initial_context(user),
        created_at=now,
        expires_at=now + configured.family_lifetime,
    )
    return token_pair(family=family, token=token_issue(family=family, parent=None, now=now))


def token_issue(*, family: RefreshFamily, parent: RefreshToken | None, now: datetime) -> RefreshToken:
    return RefreshToken.objects.create(
        family=family,
        parent=parent,
        issued_at=now,
        expires_at=min(now + token_settings().refresh_lifetime, family.expires_at),
    )
