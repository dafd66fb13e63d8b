from uuid import UUID

from django.utils import timezone

from marketplace.companies.models import Company, CompanyEvent, Invitation, Membership
from throughline.http.context import RequestContext


def company_event_record(
    *,
    context: RequestContext,
    company: Company,
    kind: CompanyEvent.Kind,
    person_id: UUID | str | None = None,
    email: str = "",
    role: str = "",
    previous_role: str = "",
) -> CompanyEvent:
    """Writes a change of a company into the log that its owners read. Call it in the transaction of the change."""
    return CompanyEvent.objects.create(
        company=company,
        kind=kind,
        at=timezone.now(),
        actor_id=context.actor_id,
        person_id=person_id,
        email=email,
        role=role,
        previous_role=previous_role,
        request_id=context.request_id,
    )


def member_event_record(
    *, context: RequestContext, member: Membership, kind: CompanyEvent.Kind, previous_role: str = ""
) -> None:
    company_event_record(
        context=context,
        company=member.company,
        kind=kind,
        person_id=member.user_id,
        role=member.role,
        previous_role=previous_role,
    )


def invitation_event_record(*, context: RequestContext, invitation: Invitation, kind: CompanyEvent.Kind) -> None:
    company_event_record(
        context=context, company=invitation.company, kind=kind, email=invitation.email, role=invitation.role
    )
