from dataclasses import replace
from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.announce import announce_started
from throughline.tokens.conf import token_settings
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshFamily, RefreshToken
from throughline.tokens.token_pair import TokenPair, token_pair


@transaction.atomic
def family_open(*, context: RequestContext, user: AbstractBaseUser, device: Device) -> TokenPair:
    """Starts a session for a person who has just proved who they are; `user` is their row as it was then.

    Raises ApplicationError auth.credentials_invalid for who has got another password since, or is no longer active: the
    sessions that this ended would otherwise have a successor.
    """
    _lock_unchanged(user)
    configured = token_settings()
    now = timezone.now()
    family = RefreshFamily.objects.create(
        user_id=user.pk,
        context=configured.claims_provider.initial_context(user),
        device_name=device.name,
        user_agent=device.user_agent,
        address=device.address,
        created_at=now,
        last_used_at=now,
        expires_at=now + configured.family_lifetime,
    )
    # The session is the person's from its first moment; the request that opens it was nobody's yet.
    own_context = replace(context, actor_id=str(user.pk))
    announce_started(context=own_context, family=family)
    configured.observer.signed_in(context=own_context, family=family)
    return token_pair(family=family, token=token_issue(family=family, parent=None, now=now))


def _lock_unchanged(user: AbstractBaseUser) -> None:
    # Locked until the session is there: a change of the password comes before, or finds the session and ends it.
    now = get_user_model()._base_manager.select_for_update().filter(pk=user.pk).first()
    if now is None or not now.is_active or now.password != user.password:
        raise ApplicationError("auth.credentials_invalid")


def token_issue(*, family: RefreshFamily, parent: RefreshToken | None, now: datetime) -> RefreshToken:
    return RefreshToken.objects.create(
        family=family,
        parent=parent,
        issued_at=now,
        expires_at=min(now + token_settings().refresh_lifetime, family.expires_at),
    )
