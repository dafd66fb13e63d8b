from datetime import date

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.companies.models import Membership
from marketplace.companies.selectors.memberships import acting_membership
from marketplace.projects.announce import announce_project
from marketplace.projects.events import PROJECT_CREATED
from marketplace.projects.models import Project, ProjectMember
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


@transaction.atomic
def project_create(
    *, context: RequestContext, title: str, description: str = "", due_date: date | None = None
) -> Project:
    """A new draft of the company that the person acts for, or of the person; they lead its team.

    Acting for a company, everybody but its viewers may; acting for oneself, clients and admins.

    Raises ApplicationError: auth.permission_denied, company.not_found; Django's ValidationError.
    """
    actor_id = actor_of(context)
    membership = acting_membership(context=context)
    if context.company_id is not None and membership is None:
        raise ApplicationError("company.not_found")
    if not _may_create(actor_id, membership):
        raise ApplicationError("auth.permission_denied")
    project = Project(
        company_id=None if membership is None else membership.company_id,
        created_by_id=actor_id,
        title=title,
        description=description,
        due_date=due_date,
    )
    project.full_clean()
    project.save(force_insert=True)
    ProjectMember.objects.create(project=project, user_id=actor_id, role=ProjectMember.Role.LEAD)
    announce_project(PROJECT_CREATED, project, context=context)
    return project


def _may_create(actor_id: str, membership: Membership | None) -> bool:
    if membership is not None:
        return membership.role != Membership.Role.VIEWER
    return User.objects.filter(pk=actor_id, role__in=(User.Role.CLIENT, User.Role.ADMIN)).exists()
