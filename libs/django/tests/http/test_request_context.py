"""Ids of requests and traces, language, and who asks."""

import logging
import re
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client, RequestFactory

from throughline.http.context import RequestContext, context_of
from throughline.http.logs import RequestIdFilter
from throughline.http.request_id import current_request_id, log_request_id
from throughline.http.traceparent import accept_traceparent

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"


@pytest.mark.parametrize("offered", ["a", "0191-AbC_d.e:1", "x" * 128])
def test_a_sane_request_id_is_kept_and_echoed(client: Client, offered: str) -> None:
    assert client.get("/echo/", headers={"X-Request-ID": offered})["X-Request-ID"] == offered


@pytest.mark.parametrize(
    "offered",
    [None, "", "x" * 129, "a b", "a\tb", "a\nb", "a\r\nSet-Cookie: b", "ä", "<script>", "../../etc", "a,b", "\u0660"],
)
def test_a_missing_or_strange_request_id_is_replaced_by_a_uuid7(client: Client, offered: str | None) -> None:
    response = client.get("/echo/", headers={} if offered is None else {"X-Request-ID": offered})
    assert UUID(response["X-Request-ID"]).version == 7


def test_two_requests_get_different_ids(client: Client) -> None:
    assert client.get("/echo/")["X-Request-ID"] != client.get("/echo/")["X-Request-ID"]


def test_the_time_of_processing_is_in_seconds(client: Client) -> None:
    text = client.get("/echo/")["X-Process-Time"]
    assert re.fullmatch(r"[0-9]+\.[0-9]{6}", text)
    assert 0 < float(text) < 60


@pytest.mark.parametrize(
    "offered",
    [
        f"00-{TRACE}-{PARENT}-01",
        f"00-{TRACE}-{PARENT}-00",
        f"cc-{TRACE}-{PARENT}-01",
        f"cc-{TRACE}-{PARENT}-01-what-the-future-holds",
    ],
)
def test_a_valid_traceparent_is_passed_on_as_it_came(offered: str) -> None:
    assert accept_traceparent(offered) == offered


@pytest.mark.parametrize(
    "offered",
    [
        None,
        "",
        f"00-{TRACE}-{PARENT}",
        f"00-{TRACE}-{PARENT}-01-more",
        f"00-{TRACE}-{PARENT}-01\n",
        f"ff-{TRACE}-{PARENT}-01",
        f"00-{'0' * 32}-{PARENT}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{PARENT}-01",
        f"00-{TRACE[:-1]}-{PARENT}-01",
        f"0g-{TRACE}-{PARENT}-01",
        f"cc-{TRACE}-{PARENT}-01{'x' * 9}",
        f"cc-{TRACE}-{PARENT}-01-{'x' * 300}",
        "x" * 100_000,
    ],
)
def test_a_broken_traceparent_is_dropped(offered: str | None) -> None:
    assert accept_traceparent(offered) is None


def test_the_context_holds_the_person_the_company_and_the_language() -> None:
    request = RequestFactory(
        headers={"X-Request-ID": "r-1", "traceparent": f"00-{TRACE}-{PARENT}-01", "Accept-Language": "de"}
    ).get("/")
    request.user = User(pk=7)
    request.auth = {"company_id": 9}  # type: ignore[attr-defined]
    assert context_of(request) == RequestContext(
        actor_id="7", company_id="9", request_id="r-1", traceparent=f"00-{TRACE}-{PARENT}-01", language="de"
    )


def test_nobody_has_no_id_and_no_company() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    context = context_of(request)
    assert (context.actor_id, context.company_id, context.traceparent) == (None, None, None)
    assert context_of(request) == context


def test_log_lines_carry_the_request_id(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(RequestIdFilter())
    client.get("/nowhere/", headers={"X-Request-ID": "r-2"})
    logging.getLogger("any").warning("outside")
    with log_request_id("job-1"):
        logging.getLogger("any").warning("in a job")
    lines = [(record.name, getattr(record, "request_id", None)) for record in caplog.records]
    assert lines == [("django.request", "r-2"), ("any", "-"), ("any", "job-1")]
    assert current_request_id() is None
