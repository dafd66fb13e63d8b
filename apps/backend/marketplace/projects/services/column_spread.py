from django.db.models import QuerySet

from marketplace.projects.announce import announce_task
from marketplace.projects.events import TASK_MOVED
from marketplace.projects.models import Task
from marketplace.projects.rank import rank_between
from throughline.http.context import RequestContext
from throughline.http.versions import save_new_version


def column_spread(*, context: RequestContext, column: QuerySet[Task]) -> None:
    """Gives these cards of one column, in their order, short ranks again. The project is locked by the caller.

    The new ranks begin behind every old one, so that none of them is taken while the cards are saved one by one.
    """
    tasks = list(column.select_for_update())
    rank = Task.objects.filter(project_id=tasks[0].project_id, status=tasks[0].status).latest("rank").rank
    for task in tasks:
        rank = rank_between(rank, None)
        task.rank = rank
        save_new_version(task, "rank")
        announce_task(TASK_MOVED, task, context=context)
