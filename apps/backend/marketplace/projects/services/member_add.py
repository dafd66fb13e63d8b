from django.db import transaction
from django.utils.translation import gettext

from marketplace.accounts.models import User
from marketplace.projects.access import Access
from marketplace.projects.announce import announce_member
from marketplace.projects.events import MEMBER_ADDED
from marketplace.projects.models import ProjectMember
from marketplace.projects.services.project_lock import working_project_lock
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


@transaction.atomic
def member_add(*, context: RequestContext, project_id: str, username: str, role: str) -> ProjectMember:
    """Raises ApplicationError: project.not_found, project.closed, project.member_exists, auth.permission_denied,
    validation.failed.
    """
    project = working_project_lock(context=context, project_id=project_id, needed=Access.MANAGE)
    user = User.objects.filter(username=username.lower(), is_active=True).first()
    if user is None:
        raise ApplicationError(
            "validation.failed", fields={"username": [gettext("There is nobody with this user name.")]}
        )
    if ProjectMember.objects.filter(project=project, user=user).exists():
        raise ApplicationError("project.member_exists")
    member = ProjectMember.objects.create(project=project, user=user, role=role)
    announce_member(MEMBER_ADDED, member, context=context)
    return member
