"""A gateway at the edge of the network: a real HTTP server that takes events, and does as it is told."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What a batch is answered with: status, body, headers. None takes the connection away without an answer.
Answer = tuple[int, dict[str, Any], dict[str, str]] | None

TAKEN: Answer = (200, {"accepted": True}, {})


class Gateway:
    def __init__(self, port: int = 0) -> None:
        self.events: list[dict[str, Any]] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.answer: Callable[[list[dict[str, Any]]], Answer] = lambda events: TAKEN
        self.changed = threading.Condition()
        self._connections: list[socket.socket] = []
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body of an answer are two writes here; the second must not wait for an acknowledgement.
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                gateway._connections.append(self.connection)

            def do_POST(self) -> None:
                events = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["events"]
                gateway.requests.append((self.path, dict(self.headers.items())))
                answer = gateway.answer(events)
                if answer is None:
                    self.close_connection = True
                    return
                status, body, headers = answer
                if status == 200:
                    with gateway.changed:
                        gateway.events.extend(events)
                        gateway.changed.notify_all()
                content = json.dumps(body).encode()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
                pass

        self._server = _Server(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def wait_for(self, ids: set[str], timeout_s: float = 60) -> None:
        with self.changed:
            arrived = self.changed.wait_for(lambda: ids <= set(self.ids()), timeout_s)
        assert arrived, f"{len(ids - set(self.ids()))} of {len(ids)} events did not arrive"

    def ids(self) -> list[str]:
        return [event["id"] for event in self.events]

    def once(self) -> list[dict[str, Any]]:
        """The events as a reader sees them, who drops repeats by id."""
        return list({event["id"]: event for event in reversed(self.events)}.values())[::-1]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        for connection in self._connections:
            # A process that ends takes its connections with it.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A relay that was killed in the middle of a request is no error here."""


@contextmanager
def running_gateway(port: int = 0) -> Iterator[Gateway]:
    gateway = Gateway(port)
    try:
        yield gateway
    finally:
        gateway.close()
