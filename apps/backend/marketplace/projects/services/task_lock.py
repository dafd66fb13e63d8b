from django.utils.translation import gettext

from marketplace.projects.models import Project, ProjectMember, Task
from throughline.http.errors import ApplicationError


def task_lock(*, project: Project, task_id: str) -> Task:
    """Locks a task of a locked project. Raises ApplicationError: task.not_found."""
    task = Task.objects.select_for_update().filter(pk=task_id, project=project).first()
    if task is None:
        raise ApplicationError("task.not_found")
    return task


def require_on_team(*, project: Project, assignee_id: str | None) -> None:
    """Raises ApplicationError: validation.failed unless the person is on the project's team, or nobody."""
    if assignee_id is None:
        return
    if not ProjectMember.objects.filter(project=project, user_id=assignee_id).exists():
        raise ApplicationError(
            "validation.failed", fields={"assignee_id": [gettext("This person is not on the team.")]}
        )
