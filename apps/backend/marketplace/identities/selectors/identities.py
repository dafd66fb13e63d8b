from hashlib import sha256

from django.db.models import QuerySet

from marketplace.accounts.selectors.actor import actor_of
from marketplace.identities.models import Identity
from marketplace.identities.providers.profile import Profile
from throughline.http.context import RequestContext


def identities_of(context: RequestContext) -> QuerySet[Identity]:
    """The person's own. Raises ApplicationError auth.not_authenticated."""
    return Identity.objects.filter(user_id=actor_of(context)).order_by("created_at", "pk")


def identity_of_profile(profile: Profile) -> Identity | None:
    return Identity.objects.select_related("user").filter(key=identity_key(profile)).first()


def identity_key(profile: Profile) -> str:
    return sha256(f"{profile.issuer}\0{profile.subject}".encode()).hexdigest()
