from django.db import transaction

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_project
from marketplace.projects.events import PROJECT_DELETED
from marketplace.projects.models import Project
from marketplace.projects.services.project_lock import project_lock
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import Precondition


@transaction.atomic
def project_delete(*, context: RequestContext, project_id: str, precondition: Precondition) -> None:
    """Deletes a draft with its board and team.

    Raises ApplicationError: project.not_found, auth.permission_denied, http.precondition_failed,
    project.not_deletable.
    """
    project = project_lock(context=context, project_id=project_id, needed=Access.MANAGE)
    precondition.require(project)
    if project.status != Project.Status.DRAFT:
        raise ApplicationError("project.not_deletable")
    announce_project(PROJECT_DELETED, project, context=context, is_last=True)
    project.delete()
