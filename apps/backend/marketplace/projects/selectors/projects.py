from django.db.models import Case, Count, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from marketplace.companies.models import Membership
from marketplace.companies.selectors.memberships import acting_membership
from marketplace.projects.access import ACCESS_BY_COMPANY_ROLE, ACCESS_BY_TEAM_ROLE, Access
from marketplace.projects.models import Project, Task
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


def projects_visible(*, context: RequestContext) -> QuerySet[Project]:
    """For a company: its projects. For oneself: those whose team one is on. Each with `access_level`."""
    membership = acting_membership(context=context)
    if context.company_id is not None and membership is None:
        return Project.objects.none()
    mine = FilteredRelation("members", condition=Q(members__user_id=context.actor_id))
    projects = Project.objects.annotate(mine=mine)
    if membership is None:
        projects = projects.filter(mine__isnull=False)
        least = Access.VIEW
    else:
        projects = projects.filter(company_id=membership.company_id)
        least = ACCESS_BY_COMPANY_ROLE[Membership.Role(membership.role)]
    return projects.annotate(access_level=_at_least(least))


def project_list(*, context: RequestContext) -> QuerySet[Project]:
    """The visible projects as a list and a detail show them."""
    return (
        projects_visible(context=context)
        .select_related("created_by")
        .annotate(task_count=_count_tasks(Q()), done_task_count=_count_tasks(Q(status=Task.Status.DONE)))
    )


def project_get(*, context: RequestContext, project_id: str) -> Project:
    """Raises ApplicationError: project.not_found, also for a project of another company."""
    project = project_list(context=context).filter(pk=project_id).first()
    if project is None:
        raise ApplicationError("project.not_found")
    return project


def access_to(*, context: RequestContext, project_id: str) -> Access:
    """What the person may do with a project. Raises ApplicationError: project.not_found."""
    project = projects_visible(context=context).filter(pk=project_id).first()
    if project is None:
        raise ApplicationError("project.not_found")
    return access_of(project)


def access_of(project: Project) -> Access:
    """Of a project that one of these selectors returned."""
    return Access(getattr(project, "access_level"))  # noqa: B009  an annotation, unknown to the model's type


def _at_least(least: Access) -> Case:
    """The level by team role where that is more than what the company gives."""
    more = [
        When(mine__role=role, then=Value(level.value)) for role, level in ACCESS_BY_TEAM_ROLE.items() if level > least
    ]
    return Case(*more, default=Value(least.value), output_field=IntegerField())


def _count_tasks(condition: Q) -> Coalesce:
    # A subquery each: joining tasks would multiply the rows that the page is counted by.
    counts = (
        Task.objects.filter(condition, project=OuterRef("pk"))
        .order_by()
        .values("project")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counts), 0)
