from collections.abc import Mapping
from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser

from marketplace.accounts.models import User
from marketplace.companies.models import Membership
from marketplace.companies.selectors.memberships import membership_of
from throughline.tokens.claims import ClaimValue


class CompanyClaims:
    """E-mail, role, and the company that the session acts for while the person belongs to it."""

    def initial_context(self, user: AbstractBaseUser) -> dict[str, ClaimValue]:
        chosen = Membership.objects.filter(user_id=user.pk, chosen_at__isnull=False).first()
        return {"company_id": None if chosen is None else str(chosen.company_id)}

    def claims(self, user: AbstractBaseUser, context: Mapping[str, ClaimValue]) -> dict[str, ClaimValue]:
        person = cast("User", user)
        company_id = cast("str | None", context.get("company_id"))
        membership = membership_of(company_id=company_id, user_id=str(person.pk))
        return {
            "email": person.email,
            "role": person.role,
            "company_id": None if membership is None else str(membership.company_id),
        }
