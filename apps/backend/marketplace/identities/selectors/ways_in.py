from marketplace.accounts.models import User
from marketplace.identities.models import Identity
from marketplace.identities.providers.configured import configured_providers


def identities_that_sign_in(user: User) -> int:
    """How many there are whose service is configured: by the others nobody comes in any more."""
    offered = [provider.id for provider in configured_providers()]
    return Identity.objects.filter(user=user, provider__in=offered).count()
