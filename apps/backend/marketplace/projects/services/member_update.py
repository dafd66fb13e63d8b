from typing import TypedDict

from django.db import transaction

from marketplace.projects.access import Access
from marketplace.projects.announce import announce_member
from marketplace.projects.events import MEMBER_UPDATED
from marketplace.projects.models import ProjectMember
from marketplace.projects.services.member_get import member_get, require_other_lead
from marketplace.projects.services.project_lock import working_project_lock
from throughline.http.context import RequestContext
from throughline.http.versions import Precondition, save_new_version


class MemberChanges(TypedDict, total=False):
    role: str


@transaction.atomic
def member_update(
    *, context: RequestContext, project_id: str, member_id: str, precondition: Precondition, changes: MemberChanges
) -> ProjectMember:
    """Raises ApplicationError: project.not_found, project.closed, project.member_not_found, project.last_lead,
    auth.permission_denied, http.precondition_failed.
    """
    project = working_project_lock(context=context, project_id=project_id, needed=Access.MANAGE)
    member = member_get(project=project, member_id=member_id)
    precondition.require(member)
    role = changes.get("role", member.role)
    if role == member.role:
        return member
    if role != ProjectMember.Role.LEAD:
        require_other_lead(project=project, member=member)
    member.role = role
    save_new_version(member, "role")
    announce_member(MEMBER_UPDATED, member, context=context)
    return member
