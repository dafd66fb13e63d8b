import pytest

from marketplace.companies.models import Membership
from marketplace.testing import client_of, make_company, make_person, make_project, make_task
from throughline.outbox.models import OutboxEvent


@pytest.mark.django_db
def test_a_change_of_nothing_changes_nothing_and_tells_nobody() -> None:
    anna = make_person("anna")
    acme = make_company(anna)
    project = make_project(anna, acme)
    task, lead = make_task(project, anna), project.members.get()
    owner = Membership.objects.get(company=acme)
    client = client_of(anna, acme.pk)
    OutboxEvent.objects.all().delete()
    for address in (
        "/api/auth/me/",
        f"/api/companies/{acme.pk}/",
        f"/api/companies/{acme.pk}/members/{owner.pk}/",
        f"/api/projects/{project.pk}/",
        f"/api/projects/{project.pk}/members/{lead.pk}/",
        f"/api/projects/{project.pk}/tasks/{task.pk}/",
    ):
        assert client.patch(address, {}).json()["version"] == 1
        assert client.patch(address, {}, headers={"If-Match": '"2"'}).status_code == 412
    assert not OutboxEvent.objects.exists()
