from marketplace.projects.access import Access
from marketplace.projects.models import Project
from marketplace.projects.selectors.projects import access_to
from marketplace.projects.status_flow import WORKING_STATUSES
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def project_lock(*, context: RequestContext, project_id: str, needed: Access) -> Project:
    """Locks a project for a write of the person; writes to its board and team take the same lock.

    Rights are read under the lock, so that who was removed a moment ago writes no more.

    Raises ApplicationError: project.not_found, auth.permission_denied.
    """
    project = Project.objects.select_for_update().filter(pk=project_id).first()
    if access_to(context=context, project_id=project_id) < needed:
        raise ApplicationError("auth.permission_denied")
    if project is None:
        raise ApplicationError("project.not_found")
    return project


def working_project_lock(*, context: RequestContext, project_id: str, needed: Access) -> Project:
    """The same for changes of the board and the team. Raises ApplicationError: project.closed too."""
    project = project_lock(context=context, project_id=project_id, needed=needed)
    if project.status not in WORKING_STATUSES:
        raise ApplicationError("project.closed")
    return project
