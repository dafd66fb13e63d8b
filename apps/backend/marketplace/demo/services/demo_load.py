from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import User
from marketplace.accounts.services.user_register import user_register
from marketplace.companies.models import Company
from marketplace.companies.services.company_choose import company_choose
from marketplace.companies.services.company_create import company_create
from marketplace.demo.content import CLIENT, COMPANY_NAME, DEMO_PASSWORD, DEVELOPERS, PROJECTS, DemoProject
from marketplace.projects.models import Project, ProjectMember, Task
from marketplace.projects.services.member_add import member_add
from marketplace.projects.services.project_create import project_create
from marketplace.projects.services.project_transition import project_transition
from marketplace.projects.services.task_create import task_create
from throughline.http.context import RequestContext
from throughline.http.versions import Precondition

ANY_VERSION = Precondition(any_version=True, versions=frozenset())


@transaction.atomic
def demo_load() -> bool:
    """Makes whatever of the demo data is not there, all or nothing. Returns whether anything was missing.

    What exists is left as people have changed it, so that loading twice is the same as loading once.
    """
    before = _count()
    client = _person(CLIENT, User.Role.CLIENT)
    developers = [_person(name, User.Role.DEVELOPER) for name in DEVELOPERS]
    company = _company(client)
    for content in PROJECTS:
        if not Project.objects.filter(company=company, title=content.title).exists():
            _project(content, client, company, developers)
    return _count() != before


def _count() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (User, Company, Project))


def _person(username: str, role: str) -> User:
    return User.objects.filter(username=username).first() or user_register(
        context=_acting(None),
        username=username,
        email=f"{username}@example.org",
        password=DEMO_PASSWORD,
        display_name=username.replace("-", " ").title(),
        role=role,
    )


def _company(client: User) -> Company:
    company = Company.objects.filter(name=COMPANY_NAME, memberships__user=client).first()
    if company is None:
        company = company_create(context=_acting(client), name=COMPANY_NAME)
        company_choose(context=_acting(client), company_id=str(company.pk))
    return company


def _project(content: DemoProject, client: User, company: Company, developers: list[User]) -> None:
    context = _acting(client, company)
    # The same seed gives the same boards on every machine.
    chance = Random(content.title)  # noqa: S311
    project = project_create(context=context, title=content.title, description=content.description)
    project_id = str(project.pk)
    for developer in developers:
        member_add(
            context=context,
            project_id=project_id,
            username=developer.username,
            role=ProjectMember.Role.CONTRIBUTOR,
        )
    for status in content.statuses:
        project_transition(context=context, project_id=project_id, precondition=ANY_VERSION, status=status)
    for title in content.tasks:
        task_create(
            context=context,
            project_id=project_id,
            title=title,
            status=chance.choice(Task.Status.values),
            priority=chance.choice(Task.Priority.values),
            assignee_id=chance.choice([None, *(str(developer.pk) for developer in developers)]),
            due_date=timezone.localdate() + timedelta(days=chance.randint(-3, 30)),
        )


def _acting(user: User | None, company: Company | None = None) -> RequestContext:
    return RequestContext(
        actor_id=None if user is None else str(user.pk),
        company_id=None if company is None else str(company.pk),
        request_id="load-demo",
        traceparent=None,
        language="en",
    )
