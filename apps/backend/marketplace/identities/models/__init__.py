from marketplace.identities.models.identity import Identity
from marketplace.identities.models.social_flow import SocialFlow

__all__ = ["Identity", "SocialFlow"]
