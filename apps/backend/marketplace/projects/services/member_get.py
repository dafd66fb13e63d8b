from marketplace.projects.models import Project, ProjectMember
from throughline.http.errors import ApplicationError


def member_get(*, project: Project, member_id: str) -> ProjectMember:
    """A member of a locked project. Raises ApplicationError: project.member_not_found."""
    member = ProjectMember.objects.select_related("user").filter(pk=member_id, project=project).first()
    if member is None:
        raise ApplicationError("project.member_not_found")
    return member


def require_other_lead(*, project: Project, member: ProjectMember) -> None:
    """A project of a company can always be managed by the company. Raises ApplicationError: project.last_lead."""
    if project.company_id is not None or member.role != ProjectMember.Role.LEAD:
        return
    if not ProjectMember.objects.filter(project=project, role=ProjectMember.Role.LEAD).exclude(pk=member.pk).exists():
        raise ApplicationError("project.last_lead")
