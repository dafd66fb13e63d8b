"""Calls to a sign-in service: few, short and bounded."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.exceptions import HTTPError

_CONNECT_TIMEOUT_S: Final = 3.0
_READ_TIMEOUT_S: Final = 5.0
_TOTAL_TIMEOUT_S: Final = 8.0
_MAXIMUM_ANSWER_BYTES: Final = 256 * 1024
_PIECE_BYTES: Final = 16 * 1024

_pool: Final = PoolManager(num_pools=8, maxsize=4)


class ProviderAwayError(Exception):
    """No answer, not in time, or none that is JSON of a sane size. The text names address and reason, no secret."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    # An object, a list or whatever else JSON holds.
    body: Any


def get_json(address: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Raises ProviderAwayError, for answers of 500 and above too. Redirects are not followed."""
    return _call("GET", address, None, headers or {})


def post_form(address: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
    """As `get_json`."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return _call("POST", address, urlencode(fields), {**form, **(headers or {})})


def _call(method: str, address: str, body: str | None, headers: Mapping[str, str]) -> Answer:
    deadline = time.monotonic() + _TOTAL_TIMEOUT_S
    sent = {"Accept": "application/json", "User-Agent": "Throughline", **headers}
    try:
        response = _pool.request(
            method,
            address,
            body=body,
            headers=sent,
            timeout=Timeout(connect=_CONNECT_TIMEOUT_S, read=_READ_TIMEOUT_S),
            # A code is taken once: a second try could only be refused.
            retries=False,
            redirect=False,
            preload_content=False,
        )
    except (HTTPError, ValueError) as error:
        # ValueError: a token of the service's that no header can carry.
        raise ProviderAwayError(f"{method} {address}: {type(error).__name__}") from error
    try:
        data = _read(response, deadline)
        if response.status >= 500 or response.status == 429:
            raise ProviderAwayError(f"{method} {address}: status {response.status}")
        return Answer(response.status, json.loads(data))
    except (HTTPError, ValueError, RecursionError) as error:
        raise ProviderAwayError(f"{method} {address}: status {response.status}, {type(error).__name__}") from error
    finally:
        # Also of an answer that was not read to its end.
        response.close()


def _read(response: BaseHTTPResponse, deadline: float) -> bytes:
    data = b""
    # What is there, and as it is: waiting for a full piece, or for enough to unpack, nobody would look at the time.
    # Nothing packed was asked for.
    while piece := response.read1(_PIECE_BYTES, decode_content=False):
        data += piece
        if len(data) > _MAXIMUM_ANSWER_BYTES:
            raise ValueError("too large")
        # A service that sends a byte now and then would otherwise hold the request for ever.
        if time.monotonic() > deadline:
            raise ValueError("too slow")
    return data
