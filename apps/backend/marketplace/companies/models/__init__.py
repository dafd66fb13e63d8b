from marketplace.companies.models.company import Company
from marketplace.companies.models.company_event import CompanyEvent
from marketplace.companies.models.invitation import INVITATION_LIFETIME, Invitation
from marketplace.companies.models.membership import Membership

__all__ = ["INVITATION_LIFETIME", "Company", "CompanyEvent", "Invitation", "Membership"]
