from django.db import transaction

from marketplace.projects.models import Project, ProjectMember
from marketplace.projects.services.member_remove import member_delete
from throughline.http.context import RequestContext


@transaction.atomic
def company_departure(*, context: RequestContext, company_id: str, user_id: str) -> None:
    """Who leaves a company leaves the teams of its projects, closed ones too."""
    # Locked in the order of ids, so that two departures at once do not wait for each other.
    projects = Project.objects.select_for_update().filter(company_id=company_id, members__user_id=user_id)
    for project in projects.order_by("pk"):
        member_delete(context=context, member=ProjectMember.objects.get(project=project, user_id=user_id))
