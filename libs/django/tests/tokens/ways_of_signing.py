"""`SIMPLE_JWT` for each way of signing."""

from typing import Any

from django.conf import settings

HS256: dict[str, Any] = settings.SIMPLE_JWT
# Keys come from the table: the check refuses a secret beside them.
_WITHOUT_SECRET = {name: value for name, value in HS256.items() if name != "SIGNING_KEY"}
EDDSA: dict[str, Any] = {**_WITHOUT_SECRET, "ALGORITHM": "EdDSA"}
RS256: dict[str, Any] = {**_WITHOUT_SECRET, "ALGORITHM": "RS256"}
