import pytest
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.factors.tests.people import add_passkey, switch_on
from marketplace.factors.tests.steady_clock import steady_clock
from marketplace.identities.tests.people import add_flow, add_identity
from marketplace.projects.models import Project, Task
from marketplace.testing import PASSWORD, client_of, make_company, make_person, make_project, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    root = User.objects.create_superuser("root", "root@example.org", PASSWORD)
    browser = Client()
    browser.force_login(root)
    return browser


def test_every_admin_page_of_the_product_and_the_core_opens(browser: Client) -> None:
    anna = make_person("anna")
    client_of(anna)
    make_task(make_project(anna, make_company(anna)), anna)
    with steady_clock():
        switch_on(anna)
    add_passkey(client_of(anna))
    add_identity(anna)
    add_flow(anna)
    call_command("enqueue_job", "jobs.prune_finished")
    ours = [model for model in admin.site._registry if model.__module__.startswith(("marketplace", "throughline"))]
    assert len(ours) >= 6
    for model in ours:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert browser.get(reverse(f"{name}_changelist"), {"q": "a"}).status_code == 200
        assert browser.get(reverse(f"{name}_change", args=[model._default_manager.latest("pk").pk])).status_code == 200


@pytest.mark.parametrize("model", [Project, Task])
def test_rows_that_services_write_cannot_be_written_in_the_admin(browser: Client, model: type[Project | Task]) -> None:
    anna = make_person("anna")
    task = make_task(make_project(anna), anna)
    row = task if model is Task else task.project
    address = reverse(f"admin:projects_{model._meta.model_name}_change", args=[row.pk])
    assert browser.post(address, {"title": "hacked"}).status_code == 403
    assert browser.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403
    row.refresh_from_db()
    assert row.title != "hacked"


def test_only_admins_come_in() -> None:
    browser = Client()
    browser.force_login(make_person("anna"))
    assert browser.get("/admin/", follow=False).status_code == 302
