"""W3C Trace Context, section 3.2: https://www.w3.org/TR/trace-context/#traceparent-header"""

import re
from typing import Final

_VERSION_00: Final = re.compile(
    r"(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<parent>[0-9a-f]{16})-[0-9a-f]{2}"
)
_LATER_VERSION: Final = re.compile(_VERSION_00.pattern + r"(-[\x21-\x7e]{0,200})?")


def accept_traceparent(offered: str | None) -> str | None:
    """The header as it came when it is valid, else None: a broken one must not be passed on (section 3.2.2.5).

    Version ff is invalid, and so are trace and parent ids of zeros. A later version may carry more fields.
    """
    if offered is None:
        return None
    pattern = _VERSION_00 if offered.startswith("00-") else _LATER_VERSION
    match = pattern.fullmatch(offered)
    if match is None or match["version"] == "ff" or not match["trace"].strip("0") or not match["parent"].strip("0"):
        return None
    return offered
