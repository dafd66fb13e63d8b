from django.db import transaction

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_project
from marketplace.projects.events import PROJECT_UPDATED
from marketplace.projects.models import Project
from marketplace.projects.services.project_lock import project_lock
from marketplace.projects.status_flow import STATUS_FLOW
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import Precondition, save_new_version


@transaction.atomic
def project_transition(*, context: RequestContext, project_id: str, precondition: Precondition, status: str) -> Project:
    """Takes a project to its next status.

    Raises ApplicationError: project.not_found, auth.permission_denied, http.precondition_failed,
    project.transition_not_allowed (also for the status that it has).
    """
    project = project_lock(context=context, project_id=project_id, needed=Access.MANAGE)
    precondition.require(project)
    if status not in STATUS_FLOW[project.status]:
        raise ApplicationError("project.transition_not_allowed")
    project.status = status
    save_new_version(project, "status")
    announce_project(PROJECT_UPDATED, project, context=context)
    return project
