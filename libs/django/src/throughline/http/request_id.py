"""The id that ties a request's log lines, answer, outbox rows and jobs together."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from uuid_utils.compat import uuid7

REQUEST_ID_HEADER: Final = "X-Request-ID"
MAX_LENGTH: Final = 128

# What is safe in a header, a log line and a URL alike.
_SANE: Final = re.compile(rf"[A-Za-z0-9._:-]{{1,{MAX_LENGTH}}}", re.ASCII)

# For log lines only: code that acts on the id gets it in a RequestContext.
_current: ContextVar[str | None] = ContextVar("throughline_request_id", default=None)


def accept_request_id(offered: str | None) -> str:
    """The id that a client offered when it is sane (1 to 128 of letters, digits and `._:-`), else a new UUIDv7."""
    if offered is not None and _SANE.fullmatch(offered):
        return offered
    return str(uuid7())


def current_request_id() -> str | None:
    """The id for the log lines of this thread or task, or None outside of a request or job."""
    return _current.get()


@contextmanager
def log_request_id(request_id: str) -> Iterator[None]:
    """Put this id in the log lines written inside; workers and relays use it too."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)
