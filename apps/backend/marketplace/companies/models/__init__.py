from marketplace.companies.models.company import Company
from marketplace.companies.models.membership import Membership

__all__ = ["Company", "Membership"]
