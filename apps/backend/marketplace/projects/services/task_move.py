from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_task
from marketplace.projects.events import TASK_MOVED
from marketplace.projects.models import Task
from marketplace.projects.rank import LONGEST, rank_between
from marketplace.projects.services.column_spread import column_spread
from marketplace.projects.services.project_lock import working_project_lock
from marketplace.projects.services.task_lock import task_lock
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import Precondition, save_new_version


@transaction.atomic
def task_move(
    *,
    context: RequestContext,
    project_id: str,
    task_id: str,
    precondition: Precondition,
    status: str,
    after_id: str | None,
) -> Task:
    """Puts a task behind another one of a column, or with None at its top. Where it is already it stays unchanged.

    Raises ApplicationError: project.not_found, project.closed, task.not_found, task.position_gone,
    auth.permission_denied, http.precondition_failed, validation.failed.
    """
    project = working_project_lock(context=context, project_id=project_id, needed=Access.CONTRIBUTE)
    task = task_lock(project=project, task_id=task_id)
    precondition.require(task)
    if after_id == str(task.pk):
        raise ApplicationError("validation.failed", fields={"after_id": [gettext("A task cannot come after itself.")]})
    column = Task.objects.filter(project=project, status=status).exclude(pk=task.pk).order_by("rank")
    before, after = _neighbours(column, after_id)
    if task.status == status and (before or "") < task.rank and (after is None or task.rank < after):
        return task
    rank = rank_between(before, after)
    if len(rank) > LONGEST:
        column_spread(context=context, column=column)
        rank = rank_between(*_neighbours(column, after_id))
    task.status = status
    task.rank = rank
    save_new_version(task, "status", "rank")
    announce_task(TASK_MOVED, task, context=context)
    return task


def _neighbours(column: QuerySet[Task], after_id: str | None) -> tuple[str | None, str | None]:
    """The ranks between which the task goes."""
    ranks = column.values_list("rank", flat=True)
    if after_id is None:
        return None, ranks.first()
    before = ranks.filter(pk=after_id).first()
    if before is None:
        raise ApplicationError("task.position_gone")
    return before, ranks.filter(rank__gt=before).first()
