import json
from typing import Any


def unique_object(text: bytes) -> dict[str, Any]:
    """A JSON object in which no name stands twice (RFC 7515, section 4, and RFC 7519, section 4). Raises ValueError."""
    value = json.loads(text, object_pairs_hook=_unique)
    if not isinstance(value, dict):
        raise ValueError("It is no object.")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A name stands twice.")
    return found
