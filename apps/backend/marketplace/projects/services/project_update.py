from datetime import date
from typing import TypedDict

from django.db import transaction

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_project
from marketplace.projects.events import PROJECT_UPDATED
from marketplace.projects.models import Project
from marketplace.projects.services.project_lock import project_lock
from throughline.http.context import RequestContext
from throughline.http.versions import Precondition, save_new_version


class ProjectChanges(TypedDict, total=False):
    title: str
    description: str
    due_date: date | None


@transaction.atomic
def project_update(
    *, context: RequestContext, project_id: str, precondition: Precondition, changes: ProjectChanges
) -> Project:
    """Raises ApplicationError: project.not_found, auth.permission_denied, http.precondition_failed; ValidationError."""
    project = project_lock(context=context, project_id=project_id, needed=Access.MANAGE)
    precondition.require(project)
    if not changes:
        return project
    for name, value in changes.items():
        setattr(project, name, value)
    project.full_clean()
    save_new_version(project, *changes)
    announce_project(PROJECT_UPDATED, project, context=context)
    return project
