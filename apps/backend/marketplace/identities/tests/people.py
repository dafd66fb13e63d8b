from datetime import timedelta

from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.identities.flow_secrets import hash_of, make_secret
from marketplace.identities.models import Identity, SocialFlow
from marketplace.identities.providers.profile import Profile
from marketplace.identities.services.identity_save import identity_create


def add_identity(user: User) -> Identity:
    profile = Profile(issuer="https://id.example.org", subject=str(user.pk), email=user.email, name="", username="")
    return identity_create(user=user, provider_id="oidc", profile=profile)


def add_flow(user: User) -> SocialFlow:
    now = timezone.now()
    return SocialFlow.objects.create(
        provider="oidc",
        purpose=SocialFlow.Purpose.LINK,
        flow_hash=hash_of(make_secret()),
        state_hash=hash_of(make_secret()),
        return_to="/",
        user=user,
        created_at=now,
        expires_at=now + timedelta(minutes=10),
    )
