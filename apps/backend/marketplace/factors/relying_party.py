"""This site as authenticators know it (WebAuthn Level 3, section 5.1.3): from the address that people type."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

RP_NAME: Final = "Throughline"


def rp_id() -> str:
    """The host name, without scheme and port."""
    return urlsplit(settings.PUBLIC_URL).hostname or ""


def origin() -> str:
    """As browsers write it: without the port that the scheme has anyway."""
    parts = urlsplit(settings.PUBLIC_URL)
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if parts.port in (None, usual) else f":{parts.port}")
