from datetime import date

from django.db import transaction

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_task
from marketplace.projects.events import TASK_CREATED
from marketplace.projects.models import Task
from marketplace.projects.rank import rank_between
from marketplace.projects.services.project_lock import working_project_lock
from marketplace.projects.services.task_lock import require_on_team
from throughline.http.context import RequestContext


@transaction.atomic
def task_create(
    *,
    context: RequestContext,
    project_id: str,
    title: str,
    description: str = "",
    status: str = Task.Status.TODO,
    priority: str = Task.Priority.NORMAL,
    assignee_id: str | None = None,
    due_date: date | None = None,
) -> Task:
    """A new task at the end of its column, with the project's next number.

    Raises ApplicationError: project.not_found, project.closed, auth.permission_denied, validation.failed; Django's
    ValidationError.
    """
    project = working_project_lock(context=context, project_id=project_id, needed=Access.CONTRIBUTE)
    require_on_team(project=project, assignee_id=assignee_id)
    # The project's version stays: the board is no part of what its detail shows by that version.
    project.last_task_number += 1
    project.save(update_fields=["last_task_number"])
    last = Task.objects.filter(project=project, status=status).order_by("-rank").first()
    task = Task(
        project=project,
        number=project.last_task_number,
        title=title,
        description=description,
        status=status,
        priority=priority,
        assignee_id=assignee_id,
        due_date=due_date,
        rank=rank_between(None if last is None else last.rank, None),
    )
    task.full_clean()
    task.save(force_insert=True)
    announce_task(TASK_CREATED, task, context=context)
    return task
