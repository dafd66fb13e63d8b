from django.db import transaction

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_task
from marketplace.projects.events import TASK_DELETED
from marketplace.projects.services.project_lock import working_project_lock
from marketplace.projects.services.task_lock import task_lock
from throughline.http.context import RequestContext
from throughline.http.versions import Precondition


@transaction.atomic
def task_delete(*, context: RequestContext, project_id: str, task_id: str, precondition: Precondition) -> None:
    """Raises ApplicationError: project.not_found, project.closed, task.not_found, auth.permission_denied,
    http.precondition_failed.
    """
    project = working_project_lock(context=context, project_id=project_id, needed=Access.CONTRIBUTE)
    task = task_lock(project=project, task_id=task_id)
    precondition.require(task)
    announce_task(TASK_DELETED, task, context=context, is_last=True)
    task.delete()
