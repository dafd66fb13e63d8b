from uuid import UUID

from marketplace.companies.models import Company, Invitation


def invitation_company_lock(invitation_id: UUID | str) -> None:
    """Locks the company of an invitation, where there is one, and not the invitation before it.

    Whoever withdraws has the company first too: two that locked them in another order would wait for each other.
    """
    company_ids = Invitation.objects.filter(pk=invitation_id).values("company_id")
    Company.objects.select_for_update().filter(pk__in=company_ids).first()
