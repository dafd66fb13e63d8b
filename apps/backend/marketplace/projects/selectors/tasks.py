from django.db.models import QuerySet

from marketplace.projects.models import Task
from marketplace.projects.selectors.projects import access_to
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def tasks_of(*, context: RequestContext, project_id: str) -> QuerySet[Task]:
    """The tasks of a project. Raises ApplicationError: project.not_found."""
    access_to(context=context, project_id=project_id)
    return Task.objects.filter(project_id=project_id).select_related("assignee")


def task_get(*, context: RequestContext, project_id: str, task_id: str) -> Task:
    """Raises ApplicationError: project.not_found, task.not_found."""
    task = tasks_of(context=context, project_id=project_id).filter(pk=task_id).first()
    if task is None:
        raise ApplicationError("task.not_found")
    return task
