from marketplace.accounts.models.registration import Registration
from marketplace.accounts.models.user import User

__all__ = ["Registration", "User"]
