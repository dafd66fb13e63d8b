"""Bodies are bounded and unpacked before a parser sees them."""

import gzip
import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
from django.conf import settings
from django.test import AsyncRequestFactory, Client, RequestFactory, override_settings

from tests.server import running_server
from throughline.http.middleware.request_body import RequestBodyMiddleware

JSON = "application/json"
LIMIT_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0


def body_of(size_bytes: int) -> bytes:
    return json.dumps("x" * (size_bytes - 2)).encode()


def post(client: Client, body: bytes, **headers: str) -> Any:
    return client.post("/echo/", body, content_type=JSON, headers={k.replace("_", "-"): v for k, v in headers.items()})


@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        (b'{"a": 1}', None, 200),
        (body_of(LIMIT_BYTES), None, 200),
        (body_of(LIMIT_BYTES + 1), None, 413),
        (gzip.compress(b'{"a": 1}'), "gzip", 200),
        (gzip.compress(b'{"a": ') + gzip.compress(b"1}"), "GZIP", 200),
        (gzip.compress(body_of(LIMIT_BYTES)), "gzip", 200),
        (gzip.compress(body_of(LIMIT_BYTES + 1)), "gzip", 413),
        (gzip.compress(bytes(60_000_000)), "gzip", 413),
        (gzip.compress(b'{"a": 1}')[:-4], "gzip", 400),
        (b'{"a": 1}', "gzip", 400),
        (gzip.compress(b'{"a": 1}')[:12] + b"\xff" * 9, "gzip", 400),
        (gzip.compress(b'{"a": 1}'), "br", 415),
        (gzip.compress(gzip.compress(b'{"a": 1}')), "gzip, gzip", 415),
        (b'{"a": 1}', "", 415),
    ],
    ids=[
        "plain", "at the limit", "over the limit", "packed", "packed in two parts", "packed at the limit",
        "packed over the limit", "bomb", "packed and cut off", "not packed at all", "packed and damaged",
        "unknown packing", "packed twice", "empty encoding",
    ],
)  # fmt: skip
def test_bodies_within_the_bound_are_read(client: Client, body: bytes, encoding: str | None, status: int) -> None:
    response = post(client, body) if encoding is None else post(client, body, Content_Encoding=encoding)
    assert response.status_code == status
    codes = {400: "http.malformed_request", 413: "http.body_too_large", 415: "http.unsupported_media_type"}
    assert response.json().get("code") == codes.get(status)


def test_an_upload_is_left_to_the_upload_handlers_within_its_own_bound() -> None:
    answer = RequestBodyMiddleware(lambda request: _ok(request.POST["name"]))
    make = RequestFactory()
    assert answer(make.post("/", {"name": "x"})).status_code == 200
    with override_settings(THROUGHLINE_UPLOAD_MAX_BYTES=100):
        assert answer(make.post("/", {"name": "x" * 200})).status_code == 413
    assert answer(make.post("/", {"name": "x"}, headers={"Content-Encoding": "gzip"})).status_code == 415


def _ok(text: str) -> Any:
    from django.http import HttpResponse

    return HttpResponse(text)


def test_the_body_can_be_read_as_a_stream_and_as_a_whole() -> None:
    def read_twice(request: Any) -> Any:
        assert (request.read(), request.body) == (b'{"a": 1}', b'{"a": 1}')
        assert "Content-Encoding" not in request.headers
        return _ok("")

    request = RequestFactory().post(
        "/", gzip.compress(b'{"a": 1}'), content_type=JSON, headers={"Content-Encoding": "gzip"}
    )
    assert RequestBodyMiddleware(read_twice)(request).status_code == 200


@pytest.mark.parametrize(("body", "status"), [(b'{"a": 1}', 200), (body_of(LIMIT_BYTES + 1), 413)])
@pytest.mark.parametrize("has_length", [True, False])
def test_bodies_are_bounded_under_asgi_too(body: bytes, status: int, has_length: bool) -> None:
    request = AsyncRequestFactory().post("/", body, content_type=JSON)
    if not has_length:
        del request.META["CONTENT_LENGTH"]
    answer: Any = RequestBodyMiddleware(lambda request: _ok(request.body.decode()))(request)
    assert (answer.status_code, status == 413 or answer.content == body) == (status, True)


def test_without_a_bound_bodies_are_still_unpacked(client: Client) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=None):
        response = post(client, gzip.compress(body_of(LIMIT_BYTES + 1)), Content_Encoding="gzip")
    assert response.status_code == 200


@pytest.fixture(scope="module")
def server_port() -> Iterator[int]:
    with running_server("postgres:///never_asked") as port:
        yield port


def chunked(port: int, chunks: list[bytes]) -> tuple[int, Any]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/echo/", iter(chunks), {"Content-Type": JSON}, encode_chunked=True)
    answer = connection.getresponse()
    body = json.loads(answer.read())
    connection.close()
    return answer.status, body


def test_a_body_without_a_length_is_read_up_to_the_bound(server_port: int) -> None:
    assert chunked(server_port, [b'{"a"', b": 1}"]) == (200, {"data": {"a": 1}})
    status, body = chunked(server_port, [b"x" * 16_384] * 64)
    assert (status, body["code"]) == (413, "http.body_too_large")


@pytest.mark.parametrize("encode_chunked", [False, True], ids=["its length said", "in chunks"])
def test_who_sends_too_much_still_gets_the_answer(server_port: int, encode_chunked: bool) -> None:
    # More than the sockets' buffers hold, so that it can be sent only to somebody who reads.
    parts = [bytes(65_536)] * 192
    length = {} if encode_chunked else {"Content-Length": str(65_536 * 192)}
    connection = HTTPConnection("127.0.0.1", server_port, timeout=60)
    connection.request("POST", "/echo/", iter(parts), {"Content-Type": JSON, **length}, encode_chunked=encode_chunked)
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (413, "http.body_too_large")
    connection.close()


@pytest.mark.parametrize(
    ("head", "sent", "status"),
    [
        ("Content-Length: 20", b'{"a": 1}', b"400"),
        ("Content-Length: 8", b'{"a": 1}, {"b": 2}', b"200"),
        ("Content-Length: 99999999999", b"{", b"413"),
        ("Content-Length: -1", b"{}", b"400"),
        ("Content-Length: 1e3", b"{}", b"400"),
        ("Transfer-Encoding: chunked", b"zz\r\n{}", b"400"),
    ],
    ids=["half sent", "more than said", "said too much", "negative", "not a number", "broken chunk"],
)
def test_a_length_that_lies_hurts_nobody(server_port: int, head: str, sent: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server_port), timeout=60) as connection:
        request = f"POST /echo/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\n{head}\r\n\r\n"
        connection.sendall(request.encode() + sent)
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(65_536)
    assert answer == b"" or answer.split(b" ")[1] == status
    assert chunked(server_port, [b"1"]) == (200, {"data": 1})
