"""Is the service fit to work?"""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from tests.jobs.valkey import Valkey
from throughline.http.health import UnfitError, register_health_check
from throughline.http.health.checks import unregister_health_check

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fails() -> Iterator[Any]:
    def register(*, critical: bool, check: Any = None) -> None:
        register_health_check("queue", check or _fail, critical=critical)

    yield register
    unregister_health_check("queue")


def _fail() -> None:
    raise RuntimeError("secret address")


def test_a_service_with_all_that_it_needs_is_healthy(client: Client, valkey: Valkey) -> None:
    response = client.get("/api/v1/health/")
    body = response.json()
    assert response.status_code == 200
    assert (body["status"], body["service"], body["version"]) == ("healthy", "notes", "1.2.3")
    assert body["uptime_s"] > 0
    assert body["checks"]["database"]["status"] == "healthy"
    assert body["checks"]["database"]["latency_ms"] > 0
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("critical", "status", "http_status"), [(True, "unhealthy", 503), (False, "degraded", 200)])
def test_a_failing_part_is_told_without_its_reason(
    client: Client, fails: Any, critical: bool, status: str, http_status: int
) -> None:
    fails(critical=critical)
    response = client.get("/api/v1/health/")
    assert (response.status_code, response.json()["status"]) == (http_status, status)
    assert response.json()["checks"]["queue"]["status"] == "unhealthy"
    assert b"secret" not in response.content
    assert client.get("/readyz").status_code == http_status
    assert client.get("/livez").status_code == 200


def test_a_check_can_tell_details(client: Client, fails: Any) -> None:
    fails(critical=False, check=lambda: {"waiting": 3, "status": "mine"})
    check = client.get("/api/v1/health/").json()["checks"]["queue"]
    assert (check["waiting"], check["status"]) == (3, "healthy")


def test_a_check_that_is_not_fit_can_tell_details_too(client: Client, fails: Any) -> None:
    def unfit() -> None:
        raise UnfitError("secret address", {"waiting": 3})

    fails(critical=False, check=unfit)
    response = client.get("/api/v1/health/")
    check = response.json()["checks"]["queue"]
    assert (check["waiting"], check["status"]) == (3, "unhealthy")
    assert b"secret" not in response.content


def test_a_check_that_hangs_is_unfit_after_the_limit_and_hangs_only_once(client: Client, fails: Any) -> None:
    let_go, started = threading.Event(), []

    def hang() -> None:
        started.append(1)
        let_go.wait()

    fails(critical=True, check=hang)
    with override_settings(THROUGHLINE_HEALTH_TIMEOUT_S=0.2):
        for _ in range(2):
            response = client.get("/api/v1/health/")
            check = response.json()["checks"]["queue"]
            assert (response.status_code, check["status"], check["latency_ms"]) == (503, "unhealthy", 200)
    let_go.set()
    assert len(started) == 1


def test_two_checks_cannot_share_a_name() -> None:
    with pytest.raises(ImproperlyConfigured):
        register_health_check("database", _fail)
