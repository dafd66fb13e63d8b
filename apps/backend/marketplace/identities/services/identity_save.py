from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.identities.models import Identity
from marketplace.identities.providers.profile import Profile
from marketplace.identities.selectors.identities import identity_key


def identity_create(*, user: User, provider_id: str, profile: Profile) -> Identity:
    """Raises IntegrityError when somebody has it already; ValueError without an address."""
    if profile.email is None:
        raise ValueError("An identity is made of verified addresses only.")
    return Identity.objects.create(
        user=user,
        provider=provider_id,
        issuer=profile.issuer,
        subject=profile.subject,
        key=identity_key(profile),
        email=profile.email,
    )


def identity_used(*, identity: Identity, profile: Profile) -> None:
    """Notes that the person signed in by it, and the address that the service names now."""
    identity.last_used_at = timezone.now()
    if profile.email is not None:
        identity.email = profile.email
    identity.save(update_fields=["last_used_at", "email"])
