"""The two ways in which a sign-in service fails. The log says what exactly; the person learns what to do."""

import logging
from typing import Final

from throughline.http.errors import ApplicationError

logger: Final = logging.getLogger(__name__)


def unavailable(provider_id: str, reason: str) -> ApplicationError:
    """It is away, or is not configured as it should be. `reason` names no token and no code."""
    logger.error("sign-in service unavailable", extra={"provider": provider_id, "reason": reason})
    return ApplicationError("identity.provider_unavailable")


def invalid(provider_id: str, reason: str) -> ApplicationError:
    """What it answered proves nothing."""
    logger.warning("answer of a sign-in service refused", extra={"provider": provider_id, "reason": reason})
    return ApplicationError("identity.answer_invalid")
