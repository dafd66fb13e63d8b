"""`THROUGHLINE_OUTBOX`, which only the relay needs: publishing works without it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

_DEFAULTS: Final[dict[str, object]] = {
    # Where the gateway is, such as http://localhost:8001; events go to /api/v1/events below it.
    "GATEWAY_URL": "",
    # A function that returns a service token.
    "TOKEN_PROVIDER": "throughline.outbox.service_token.make_service_token",
    # What stands in the `aud` and `scope` of that token.
    "AUDIENCE": "realtime",
    "SCOPE": "events:publish",
    # How often the relay looks without having been woken.
    "POLL_INTERVAL_S": 1.0,
    # How long the gateway may take to answer.
    "TIMEOUT_S": 10.0,
    "BATCH_EVENTS": 200,
    "BATCH_BYTES": 256 * 1024,
    # After failures the relay waits twice as long each time, up to this.
    "LONGEST_BACKOFF_S": 10.0,
    # How long events stay after they were sent.
    "KEEP_SENT": timedelta(hours=24),
}


@dataclass(frozen=True, kw_only=True)
class OutboxSettings:
    gateway_url: str
    make_token: Callable[[], str]
    audience: str
    scope: str
    poll_interval_s: float
    timeout_s: float
    longest_backoff_s: float
    batch_events: int
    batch_bytes: int
    keep_sent: timedelta


def outbox_settings() -> OutboxSettings:
    """The settings as they stand now. Raises `ImproperlyConfigured` for unknown names and a missing address."""
    given: dict[str, object] = getattr(settings, "THROUGHLINE_OUTBOX", {})
    unknown = sorted(set(given) - set(_DEFAULTS))
    if unknown:
        raise ImproperlyConfigured(f"THROUGHLINE_OUTBOX has unknown names: {', '.join(unknown)}.")
    values = cast("dict[str, Any]", {**_DEFAULTS, **given})
    address = urlsplit(values["GATEWAY_URL"])
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ImproperlyConfigured('THROUGHLINE_OUTBOX["GATEWAY_URL"] must be like http://localhost:8001.')
    return OutboxSettings(
        gateway_url=values["GATEWAY_URL"].rstrip("/"),
        make_token=import_string(values["TOKEN_PROVIDER"]),
        audience=values["AUDIENCE"],
        scope=values["SCOPE"],
        poll_interval_s=values["POLL_INTERVAL_S"],
        timeout_s=values["TIMEOUT_S"],
        longest_backoff_s=values["LONGEST_BACKOFF_S"],
        batch_events=values["BATCH_EVENTS"],
        batch_bytes=values["BATCH_BYTES"],
        keep_sent=values["KEEP_SENT"],
    )
