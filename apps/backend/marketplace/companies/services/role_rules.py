"""Who may give or take which role, for services that hold the company's lock."""

from marketplace.companies.models import Membership
from throughline.http.errors import ApplicationError


def require_may_give(*, actor: Membership, roles: tuple[str, ...]) -> None:
    """The role of an owner is given and taken by owners alone. Raises ApplicationError: auth.permission_denied."""
    if Membership.Role.OWNER in roles and actor.role != Membership.Role.OWNER:
        raise ApplicationError("auth.permission_denied")


def require_other_owner(*, member: Membership) -> None:
    """Raises ApplicationError: company.last_owner."""
    owners = Membership.objects.filter(company_id=member.company_id, role=Membership.Role.OWNER)
    if member.role == Membership.Role.OWNER and not owners.exclude(pk=member.pk).exists():
        raise ApplicationError("company.last_owner")
