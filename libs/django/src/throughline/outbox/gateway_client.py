import json
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from .conf import OutboxSettings

# The gateway's word that these events, as they are, will never do. Any other status may change.
_REFUSALS: Final = frozenset({400, 413, 422})
_MAX_ANSWER_BYTES: Final = 64 * 1024


class GatewayAwayError(Exception):
    """The events were not taken now; `retry_after_s` is what the gateway asked for, if it did."""

    def __init__(self, reason: str, retry_after_s: float = 0) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class EventsRefusedError(Exception):
    """The gateway refused the batch for good; the text is its status and code."""


class GatewayClient:
    """`POST /api/v1/events` over one kept connection."""

    def __init__(self, settings: OutboxSettings) -> None:
        self._settings = settings
        self._address = urlsplit(settings.gateway_url)
        self._connection: HTTPConnection | None = None

    def post(self, events: Sequence[bytes]) -> None:
        """Send a batch, and return once it is acknowledged. Raises `GatewayAwayError` or `EventsRefusedError`."""
        body = b'{"events":[' + b",".join(events) + b"]}"
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._settings.make_token()}"}
        is_kept = self._connection is not None
        try:
            status, retry_after, answer = self._send(body, headers)
        except (OSError, HTTPException) as error:
            self.close()
            if not is_kept:
                raise GatewayAwayError(type(error).__name__) from error
            # A kept connection that the other side has closed says nothing about the gateway.
            return self.post(events)
        if 200 <= status < 300:
            return None
        code = _code(answer)
        if status in _REFUSALS and code is not None:
            raise EventsRefusedError(f"{status} {code}")
        raise GatewayAwayError(f"{status} {code or ''}".strip(), float(retry_after) if retry_after.isdigit() else 0)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _send(self, body: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
        if self._connection is None:
            secure = self._address.scheme == "https"
            make = HTTPSConnection if secure else HTTPConnection
            self._connection = make(str(self._address.hostname), self._address.port, timeout=self._settings.timeout_s)
        self._connection.request("POST", f"{self._address.path}/api/v1/events", body, headers)
        response = self._connection.getresponse()
        answer = response.read(_MAX_ANSWER_BYTES)
        if not response.isclosed():
            self.close()
        return response.status, response.headers.get("Retry-After", ""), answer


def _code(answer: bytes) -> str | None:
    """The code of an error envelope; None for the answer of a proxy in between."""
    try:
        code = json.loads(answer)["code"]
    except (ValueError, KeyError, TypeError):
        return None
    return code if isinstance(code, str) else None
