"""A server that speaks as much of SMTP (RFC 5321) as a client needs, and fails where it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import Any, cast

HANG_UP, SILENCE = "hang up", "silence"


@dataclass
class Behaviour:
    """`answers`: what is said to a command instead of yes, as `{"RCPT": "550 no such box"}`, or one of the above."""

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[Message] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    release: Event = field(default_factory=Event)


class _Handler(StreamRequestHandler):
    def handle(self) -> None:
        behaviour = cast("_Server", self.server).behaviour
        self._say("220 test")
        for line in iter(self.rfile.readline, b""):
            verb = line[:4].decode("ascii", "replace").upper()
            answer = behaviour.answers.get(verb)
            if answer == HANG_UP:
                return
            if answer == SILENCE:
                behaviour.release.wait()
                return
            if answer is not None:
                self._say(answer)
            elif verb == "DATA":
                self._say("354 go on")
                if not self._data(behaviour):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._note(verb, line, behaviour)
                self._say("250 ok")

    def _data(self, behaviour: Behaviour) -> bool:
        if behaviour.answers.get("body") == HANG_UP:
            self.rfile.readline()
            return False
        lines = []
        for line in iter(self.rfile.readline, b".\r\n"):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        behaviour.mails.append(cast("Any", message_from_bytes(b"".join(lines), policy=cast("Any", default))))
        self._say(behaviour.answers.get("body", "250 taken"))
        return True

    def _note(self, verb: str, line: bytes, behaviour: Behaviour) -> None:
        address = line.decode().partition("<")[2].partition(">")[0]
        if verb == "MAIL":
            behaviour.senders.append(address)
        if verb == "RCPT":
            behaviour.addressees.append(address)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(ThreadingTCPServer):
    daemon_threads = True
    behaviour: Behaviour


@contextmanager
def smtp_server(**answers: str) -> Iterator[tuple[int, Behaviour]]:
    """Its port, and what it does and has got."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.behaviour = Behaviour(answers)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_address[1], server.behaviour
        finally:
            server.behaviour.release.set()
            server.shutdown()
            thread.join()
