from django.db.models import QuerySet

from marketplace.projects.models import ProjectMember
from marketplace.projects.selectors.projects import access_to
from throughline.http.context import RequestContext


def members_of(*, context: RequestContext, project_id: str) -> QuerySet[ProjectMember]:
    """The team of a project. Raises ApplicationError: project.not_found."""
    access_to(context=context, project_id=project_id)
    return ProjectMember.objects.filter(project_id=project_id).select_related("user")
