from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.deletions import person_deleted
from marketplace.accounts.models import User
from marketplace.identities.models import Identity, SocialFlow
from marketplace.identities.tests.journey import begin, finish
from marketplace.identities.tests.local_provider import LocalProvider
from marketplace.identities.tests.row_lock import wait_until_it_waits
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import PASSWORD, acting, client_of, client_with, make_person, query_count
from throughline.tokens.models import RefreshFamily

pytestmark = pytest.mark.django_db


def link(provider: LocalProvider, client: APIClient, provider_id: str = "oidc", **changes: Any) -> Any:
    proof = {"current_password": PASSWORD}
    begun = begin(provider_id, client, "identities", return_to="/settings/connections", **proof)
    return finish(begun, provider_id, client, "identities", code=provider.grant(begun.url, **changes))


def new_person(provider: LocalProvider, **changes: Any) -> APIClient:
    begun = begin()
    return client_with(finish(begun, code=provider.grant(begun.url, **changes)).json()["access"])


def test_who_is_signed_in_connects_a_service_and_signs_in_by_it_from_then_on(provider: LocalProvider) -> None:
    anna = make_person("anna")
    client = client_of(anna)
    linked = link(provider, client, email="elsewhere@example.net")
    assert linked.status_code == 200, linked.content
    assert linked.json()["return_to"] == "/settings/connections"
    identity = linked.json()["identity"]
    assert (identity["provider"], identity["provider_name"], identity["email"], identity["last_used_at"]) == (
        "oidc",
        "Local",
        "elsewhere@example.net",
        None,
    )
    me = new_person(provider).get("/api/auth/me/").json()
    assert me["id"] == str(anna.pk)
    # Once more is fine.
    assert link(provider, client).json()["identity"]["id"] == identity["id"]
    listed = client.get("/api/auth/identities/").json()
    assert [row["id"] for row in listed["results"]] == [identity["id"]]
    events = SecurityEvent.objects.filter(user=anna, kind="identity_linked")
    assert [event.detail for event in events] == [{"provider": "Local", "email": "elsewhere@example.net"}]


def test_a_service_that_signs_in_somebody_else_is_not_taken_from_them(provider: LocalProvider) -> None:
    new_person(provider)
    refused = link(provider, client_of(make_person("berta")))
    assert (refused.status_code, refused.json()["code"]) == (409, "identity.linked_elsewhere")
    assert Identity.objects.get().user.username == "anna"


def test_an_address_that_is_not_vouched_for_is_not_connected(provider: LocalProvider) -> None:
    refused = link(provider, client_of(make_person("berta")), email_verified=False)
    assert (refused.status_code, refused.json()["code"]) == (403, "identity.address_unverified")
    assert not Identity.objects.exists()


def test_only_who_began_a_connection_brings_it_to_an_end_and_no_sign_in_becomes_one(provider: LocalProvider) -> None:
    anna, berta = (client_of(make_person(name)) for name in ("anna", "berta"))
    begun = begin(client=anna, kind="identities", current_password=PASSWORD)
    code = provider.grant(begun.url)
    for client, kind in ((berta, "identities"), (APIClient(), "social"), (anna, "social")):
        assert finish(begun, client=client, kind=kind, code=code).json()["code"] == "identity.flow_invalid"
    assert finish(begun, client=APIClient(), kind="identities", code=code).status_code == 401
    sign_in = begin()
    refused = finish(sign_in, client=anna, kind="identities", code=provider.grant(sign_in.url))
    assert refused.json()["code"] == "identity.flow_invalid"
    assert not Identity.objects.exists()
    assert finish(begun, client=anna, kind="identities", code=code).status_code == 200


def test_nobody_connects_or_reads_without_a_session(provider: LocalProvider) -> None:
    client = APIClient()
    for answer in (
        client.post("/api/auth/identities/oidc/begin/", {}),
        client.get("/api/auth/identities/"),
        client.delete(f"/api/auth/identities/{uuid4()}/"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (401, "auth.not_authenticated")


@pytest.mark.parametrize(
    "given",
    [{}, {"current_password": ""}, {"current_password": "wrong"}, {"current_password": 7}, {"current_password": None}],
    ids=str,
)
def test_an_open_session_alone_connects_nothing(provider: LocalProvider, given: dict[str, Any]) -> None:
    refused = client_of(make_person("berta")).post("/api/auth/identities/oidc/begin/", given)
    assert (refused.status_code, refused.json()["code"]) == (400, "validation.failed")
    assert list(refused.json()["error"]) == ["current_password"]
    assert not SocialFlow.objects.exists()
    assert provider.calls == []


def test_wrong_passwords_are_counted_before_a_connection_as_elsewhere(provider: LocalProvider) -> None:
    client = client_of(make_person("berta"))
    wrong = {"current_password": "wrong"}
    answers = [client.post("/api/auth/identities/oidc/begin/", wrong).status_code for _ in range(30)]
    assert answers[0] == 400
    assert answers[-1] == 429


def test_who_has_no_password_connects_in_the_first_minutes_of_a_session(provider: LocalProvider) -> None:
    client = new_person(provider)
    begin("github", client, "identities")
    RefreshFamily.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    flows = SocialFlow.objects.count()
    refused = client.post("/api/auth/identities/github/begin/", {"current_password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (403, "account.sign_in_again")
    assert SocialFlow.objects.count() == flows


def test_a_connection_is_taken_away_and_signs_nobody_in_any_more(provider: LocalProvider) -> None:
    client = client_of(make_person("berta"))
    identity = link(provider, client).json()["identity"]
    address = f"/api/auth/identities/{identity['id']}/"
    refused = client_of(make_person("carla")).delete(address)
    assert (refused.status_code, refused.json()["code"]) == (404, "identity.not_found")
    assert client.delete(address).status_code == 204
    assert client.delete(address).json()["code"] == "identity.not_found"
    assert SecurityEvent.objects.filter(kind="identity_unlinked", user__username="berta").count() == 1
    # The service now brings somebody new.
    assert new_person(provider).get("/api/auth/me/").json()["username"] == "anna"


def test_the_last_way_to_sign_in_stays(provider: LocalProvider, settings: Any) -> None:
    client = new_person(provider)
    [first] = client.get("/api/auth/identities/").json()["results"]
    address = f"/api/auth/identities/{first['id']}/"
    refused = client.delete(address)
    assert (refused.status_code, refused.json()["code"]) == (409, "identity.last_way_in")
    assert link(provider, client, "github").status_code == 200
    # A service that is not offered any more signs nobody in.
    everything = settings.SOCIAL_PROVIDERS
    settings.SOCIAL_PROVIDERS = everything[:1]
    assert client.delete(address).json()["code"] == "identity.last_way_in"
    settings.SOCIAL_PROVIDERS = everything
    assert client.delete(address).status_code == 204
    user = User.objects.get()
    user.set_password("correct horse battery")
    user.save()
    assert client.delete(f"/api/auth/identities/{Identity.objects.get().pk}/").status_code == 204


@pytest.mark.django_db(transaction=True)
def test_of_two_last_ways_that_are_taken_away_at_the_same_time_one_stays(provider: LocalProvider) -> None:
    client = new_person(provider)
    link(provider, client, "github")
    first, second = Identity.objects.all()

    def remove() -> int:
        try:
            return int(client.delete(f"/api/auth/identities/{second.pk}/").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            # As whoever takes a way in away does.
            User.objects.select_for_update().get()
            removing = pool.submit(remove)
            wait_until_it_waits(removing)
            Identity.objects.filter(pk=first.pk).delete()
        assert removing.result() == 409
    assert Identity.objects.get() == second


@pytest.mark.django_db(transaction=True)
def test_connecting_twice_at_the_same_time_is_one_connection(provider: LocalProvider) -> None:
    clients = [client_of(make_person("anna")), client_of(make_person("berta"))]
    journeys = [begin(client=client, kind="identities", current_password=PASSWORD) for client in clients]
    barrier = Barrier(2)

    def send(index: int) -> int:
        code = provider.grant(journeys[index].url)
        barrier.wait()
        try:
            return int(finish(journeys[index], client=clients[index], kind="identities", code=code).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [200, 409]


def test_the_list_takes_as_many_queries_for_three_as_for_one(provider: LocalProvider) -> None:
    client = client_of(make_person("berta"))
    link(provider, client)
    few = query_count(client, "/api/auth/identities/")
    for subject in ("two", "three"):
        link(provider, client, sub=subject)
    assert query_count(client, "/api/auth/identities/") == few


def test_of_a_person_whose_account_is_deleted_nothing_is_kept(provider: LocalProvider) -> None:
    berta, anna = make_person("berta"), make_person("carla")
    link(provider, client_of(berta))
    link(provider, client_of(anna), sub="two")
    begin(client=client_of(berta), kind="identities", current_password=PASSWORD)
    person_deleted(context=acting(berta), user_id=str(berta.pk))
    assert [identity.user for identity in Identity.objects.all()] == [anna]
    assert [flow.user for flow in SocialFlow.objects.all()] == [anna]
