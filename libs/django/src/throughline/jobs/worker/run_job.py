import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.utils.translation import override

from throughline.http.errors import ApplicationError
from throughline.http.registry import error_code
from throughline.http.request_id import log_request_id

from ..job_run import JobCancelledError, JobRun, LeaseLostError, run_of
from ..kinds import JobKind
from ..models import Job
from ..services.job_claim import job_claim
from ..services.job_complete import job_complete
from ..services.job_fail import job_fail
from ..services.job_stop import job_stop
from ..storable import storable
from ..turn import Turn
from .lease_keeper import LeaseKeeper

_logger = logging.getLogger(__name__)


def run_job(job_id: str) -> None:
    """One attempt at a job, from claim to end; nothing when there is nothing to begin, as for a repeated message."""
    claimed = job_claim(UUID(job_id))
    if claimed is None:
        _logger.debug("There is nothing to begin.", extra={"job_id": job_id})
        return
    job, kind = claimed
    with log_request_id(job.request_id), override(job.language):
        ended = _attempt(job, kind)
        about = {"job_id": job_id, "kind": kind.name, "attempt": job.attempts}
        if ended is None:
            _logger.warning("This worker has lost a job.", extra=about)
        else:
            _logger.info("An attempt at a job has ended.", extra={**about, "status": ended.status})


def _attempt(job: Job, kind: JobKind) -> Job | None:
    """The job as it is afterwards; None when the lease is lost."""
    turn = Turn(job.pk, job.fence, kind.lease_s)
    keeper = LeaseKeeper(turn)
    run = run_of(job, turn, keeper)
    try:
        keeper.start()
        result = _work(run, job, kind)
        return job_complete(turn, result=result, progress=keeper.stop())
    except LeaseLostError:
        return None
    except JobCancelledError:
        keeper.stop()
        return job_stop(turn)
    except SoftTimeLimitExceeded:
        keeper.stop()
        _logger.warning("A job took too long.", extra={"job_id": str(job.pk), "time_limit_s": kind.time_limit_s})
        code = "job.timed_out"
        return job_fail(turn, kind=kind, code=code, message=error_code(code).message, may_succeed_later=True)
    except ApplicationError as error:
        keeper.stop()
        row = error_code(error.code)
        message = str(error.message or row.message)
        return job_fail(turn, kind=kind, code=error.code, message=message, may_succeed_later=row.retryable)
    except Exception:
        keeper.stop()
        # The row is shown to people: what happened stands in the log alone.
        _logger.exception("A job failed.", extra={"job_id": str(job.pk), "kind": kind.name})
        code = "job.failed"
        return job_fail(turn, kind=kind, code=code, message=error_code(code).message, may_succeed_later=True)
    finally:
        keeper.stop()


def _work(run: JobRun, job: Job, kind: JobKind) -> Any:
    given = kind.payload(data=job.payload)
    given.is_valid(raise_exception=True)
    returned = kind.handle(run, given.validated_data)
    return _represent(kind, returned)


def _represent(kind: JobKind, returned: Mapping[str, Any] | None) -> Any:
    if kind.result is None:
        if returned is not None:
            raise TypeError(f"{kind.name} declares no result and must return None.")
        return None
    return storable(kind.result(returned).data)
