import json
from typing import Any, Final

from rest_framework.utils.encoders import JSONEncoder

MAX_BYTES: Final = 64 * 1024


class NotStorableError(ValueError):
    """The text says why this cannot stand in a row."""


def storable(value: object) -> Any:
    """The value as JSON holds it. Raises `NotStorableError` when a database would refuse it, or it is over 64 KiB."""
    try:
        text = json.dumps(value, cls=JSONEncoder, ensure_ascii=False, allow_nan=False)
        size_bytes = len(text.encode())
    except (TypeError, ValueError, RecursionError) as error:
        raise NotStorableError("It is no JSON.") from error
    if size_bytes > MAX_BYTES:
        raise NotStorableError(f"It has {size_bytes} bytes; at most {MAX_BYTES} are kept.")
    if "\\u0000" in text:
        raise NotStorableError("Null characters are not allowed.")
    return json.loads(text)
