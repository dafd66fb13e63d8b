import logging

from celery.beat import Scheduler
from django.db import DatabaseError, InterfaceError, connections

from ..conf import jobs_settings
from ..services.leases_sweep import leases_sweep
from ..services.schedules_run import schedules_run
from ..services.unsent_sweep import unsent_sweep

_logger = logging.getLogger(__name__)


class JobScheduler(Scheduler):
    """Beat's part: it sweeps and makes the jobs that are due, by itself and not by messages.

    A sweep must not wait in the queue behind the jobs that it is there for, nor need the broker that it makes up for.
    All that it knows is in the database, so there is no schedule file, and any number of them may run.
    """

    def setup_schedule(self) -> None:
        """There are no entries: schedules are declared in code."""

    def tick(self) -> float:
        try:
            schedules_run()
            leases_sweep()
            unsent_sweep()
        except (DatabaseError, InterfaceError) as error:
            _logger.warning("The database is away or refuses; beat looks again. (%s)", type(error).__name__)
            connections.close_all()
        except Exception:
            # Beat would end, and nothing would start it again.
            _logger.exception("Beat failed and goes on.")
            connections.close_all()
        return jobs_settings().sweep_interval_s
