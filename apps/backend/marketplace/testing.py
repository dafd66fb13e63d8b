"""What the tests of every domain start from: people, and HTTP clients that act as them."""

import re

from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.models import User
from marketplace.accounts.services.user_register import user_register
from marketplace.companies.models import Company, Membership
from marketplace.companies.services.company_create import company_create
from marketplace.companies.services.company_switch import company_switch
from marketplace.companies.services.member_add import member_add
from marketplace.projects.models import Project, ProjectMember, Task
from marketplace.projects.services.member_add import member_add as project_member_add
from marketplace.projects.services.project_create import project_create
from marketplace.projects.services.task_create import task_create
from throughline.http.context import RequestContext
from throughline.jobs.kinds import JobKind
from throughline.jobs.models import Job
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.jobs.worker.run_job import run_job
from throughline.tokens.device import Device
from throughline.tokens.models import RefreshFamily, SigningKey
from throughline.tokens.services.family_open import family_open

PASSWORD = "correct horse battery"


def make_person(username: str, role: str = User.Role.CLIENT) -> User:
    return user_register(
        context=RequestContext(None, None, "test", None, "en"),
        username=username,
        email=f"{username}@example.org",
        password=PASSWORD,
        display_name=username.title(),
        role=role,
    )


def acting(user: User, company_id: object = None) -> RequestContext:
    company = None if company_id is None else str(company_id)
    return RequestContext(actor_id=str(user.pk), company_id=company, request_id="test", traceparent=None, language="en")


def client_of(user: User, company_id: object = None) -> APIClient:
    """A client with a session of this person, acting for themselves or for a company that they belong to."""
    family_open(context=acting(user), user=User.objects.get(pk=user.pk), device=Device("", "", None))
    family = RefreshFamily.objects.filter(user=user).latest("created_at")
    company = None if company_id is None else str(company_id)
    return client_with(company_switch(context=acting(user), sid=str(family.pk), company_id=company))


def client_with(access: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client


def make_company(owner: User, name: str = "Acme") -> Company:
    return company_create(context=acting(owner), name=name)


def add_member(company: Company, owner: User, user: User, role: str) -> Membership:
    return member_add(context=acting(owner), company_id=str(company.pk), username=user.username, role=role)


def query_count(client: APIClient, address: str) -> int:
    """Queries of one successful read, but for the signing keys, which a process keeps outside of transactions."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return sum(SigningKey._meta.db_table not in query["sql"] for query in queries.captured_queries)


def make_project(actor: User, company: Company | None = None, title: str = "Website") -> Project:
    return project_create(context=acting(actor, None if company is None else company.pk), title=title)


def put_on_team(project: Project, actor: User, user: User, role: str) -> ProjectMember:
    return project_member_add(
        context=acting(actor, project.company_id), project_id=str(project.pk), username=user.username, role=role
    )


def make_task(project: Project, actor: User, title: str = "Task", status: str = "todo") -> Task:
    return task_create(
        context=acting(actor, project.company_id), project_id=str(project.pk), title=title, status=status
    )


def run_jobs() -> None:
    """Does the jobs that are due, as a worker would; for tests with transactions of their own."""
    due = Job.objects.filter(status=Job.Status.QUEUED, available_at__lte=timezone.now()).order_by("pk")
    for job_id in list(due.values_list("pk", flat=True)):
        run_job(str(job_id))


def make_job(kind: JobKind) -> None:
    """A job of a kind that needs to be told nothing, as its schedule makes it."""
    with transaction.atomic():
        job_enqueue(kind, {}, context=RequestContext(None, None, "test", None, "en"))


def token_mailed_to(address: str) -> str:
    """The token of the link in the last mail to an address."""
    mails = [message for message in mail.outbox if message.to == [address]]
    assert mails, f"No mail to {address}."
    found = re.search(r"^http://localhost:3000/[a-z-]+\?token=(\S+)$", str(mails[-1].body), re.MULTILINE)
    assert found is not None, mails[-1].body
    return found[1]
