import logging
from time import monotonic
from typing import Final
from uuid import UUID

from .kinds import declared_kinds

# While the broker is away requests do not each wait for it.
_PAUSE_S: Final = 3.0

_logger = logging.getLogger(__name__)
_away_until = 0.0


def send_job(job_id: UUID, kind_name: str) -> bool:
    """Tell the workers of a committed job. False when the broker is away: the sweeper tells them later."""
    global _away_until
    kind = declared_kinds().get(kind_name)
    if kind is None:
        _logger.warning("A job waits for a kind that nobody here declares.", extra={"kind": kind_name})
        return True
    if monotonic() < _away_until:
        return False
    # Only processes that send import Celery.
    from .broker import BrokerAwayError, post_run_task

    try:
        post_run_task(job_id, kind)
    except BrokerAwayError as error:
        _away_until = monotonic() + _PAUSE_S
        _logger.warning(
            "The broker did not take a job; the sweeper sends it later.",
            extra={"job_id": str(job_id), "kind": kind_name, "reason": str(error)},
        )
        return False
    return True
