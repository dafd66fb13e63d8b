from django.db import transaction

from marketplace.accounts.selectors.actor import actor_of
from marketplace.projects.access import Access
from marketplace.projects.announce import announce_member, announce_task
from marketplace.projects.events import MEMBER_REMOVED, TASK_UPDATED
from marketplace.projects.models import ProjectMember, Task
from marketplace.projects.selectors.projects import access_to
from marketplace.projects.services.member_get import member_get, require_other_lead
from marketplace.projects.services.project_lock import working_project_lock
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.http.versions import Precondition, save_new_version


@transaction.atomic
def member_remove(*, context: RequestContext, project_id: str, member_id: str, precondition: Precondition) -> None:
    """Who manages the project removes others; everybody may leave. The person's tasks are nobody's afterwards.

    Raises ApplicationError: project.not_found, project.closed, project.member_not_found, project.last_lead,
    auth.permission_denied, http.precondition_failed.
    """
    project = working_project_lock(context=context, project_id=project_id, needed=Access.VIEW)
    member = member_get(project=project, member_id=member_id)
    is_self = str(member.user_id) == actor_of(context)
    if not is_self and access_to(context=context, project_id=project_id) < Access.MANAGE:
        raise ApplicationError("auth.permission_denied")
    precondition.require(member)
    require_other_lead(project=project, member=member)
    member_delete(context=context, member=member)


def member_delete(*, context: RequestContext, member: ProjectMember) -> None:
    """Takes a person off the team of a locked project."""
    for task in Task.objects.select_for_update().filter(project_id=member.project_id, assignee_id=member.user_id):
        task.assignee = None
        save_new_version(task, "assignee")
        announce_task(TASK_UPDATED, task, context=context)
    announce_member(MEMBER_REMOVED, member, context=context, is_last=True)
    member.delete()
