from datetime import date
from typing import TypedDict

from django.db import transaction

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_task
from marketplace.projects.events import TASK_UPDATED
from marketplace.projects.models import Task
from marketplace.projects.services.project_lock import working_project_lock
from marketplace.projects.services.task_lock import require_on_team, task_lock
from throughline.http.context import RequestContext
from throughline.http.versions import Precondition, save_new_version


class TaskChanges(TypedDict, total=False):
    title: str
    description: str
    priority: str
    assignee_id: str | None
    due_date: date | None


@transaction.atomic
def task_update(
    *, context: RequestContext, project_id: str, task_id: str, precondition: Precondition, changes: TaskChanges
) -> Task:
    """Everything but the place on the board, which `task_move` changes.

    Raises ApplicationError: project.not_found, project.closed, task.not_found, auth.permission_denied,
    http.precondition_failed, validation.failed; Django's ValidationError.
    """
    project = working_project_lock(context=context, project_id=project_id, needed=Access.CONTRIBUTE)
    task = task_lock(project=project, task_id=task_id)
    precondition.require(task)
    if not changes:
        return task
    if "assignee_id" in changes:
        require_on_team(project=project, assignee_id=changes["assignee_id"])
    for name, value in changes.items():
        setattr(task, name, value)
    task.full_clean()
    save_new_version(task, *(name.removesuffix("_id") for name in changes))
    announce_task(TASK_UPDATED, task, context=context)
    return task
