from typing import ClassVar

from django.db import models

from throughline.http.models import VersionedModel

from ..status import JobStatus


class Job(VersionedModel):
    """One piece of work, and all that is known of it. `services` alone write it.

    While it runs, `lease_until` says how long its worker may be silent, and `fence` is the number of that worker's
    turn: who comes with another number has lost the job and may write nothing. Times are the database's own.
    """

    Status = JobStatus

    kind = models.CharField(max_length=100)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    payload = models.JSONField()
    result = models.JSONField(null=True)
    error_code = models.CharField(max_length=100, blank=True)
    error_message = models.CharField(max_length=500, blank=True, help_text="Fit to show a person, in English.")
    progress_done = models.PositiveBigIntegerField(default=0)
    progress_total = models.PositiveBigIntegerField(null=True, help_text="Null while it is not known.")

    attempts = models.PositiveIntegerField(default=0, help_text="How often a worker has begun with it.")
    max_attempts = models.PositiveIntegerField()
    available_at = models.DateTimeField(help_text="No worker may begin before.")
    send_at = models.DateTimeField(help_text="When the sweeper sends it to the broker (again).")
    sends = models.PositiveIntegerField(default=0, help_text="How often the sweeper has sent it.")
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveBigIntegerField(default=0)
    cancel_requested_at = models.DateTimeField(null=True)
    # Unique as long as the job lives and null from then on: MariaDB has no partial unique index, and it would take "a"
    # for "A", so that this is the SHA-256 of kind and key.
    dedupe_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001

    actor_id = models.CharField(max_length=255, null=True)  # noqa: DJ001 - null is nobody, as on the wire
    company_id = models.CharField(max_length=255, null=True)  # noqa: DJ001 - null is for oneself, as on the wire
    request_id = models.CharField(max_length=128)
    traceparent = models.CharField(max_length=512, null=True)  # noqa: DJ001 - null is none, as on the wire
    language = models.CharField(max_length=35)
    started_at = models.DateTimeField(null=True, help_text="When the first attempt began.")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "throughline_jobs_job"
        indexes: ClassVar = [
            models.Index(fields=["status", "send_at"], name="throughline_jobs_to_send"),
            models.Index(fields=["status", "lease_until"], name="throughline_jobs_leases"),
            models.Index(fields=["status", "finished_at"], name="throughline_jobs_finished"),
            models.Index(fields=["actor_id", "created_at"], name="throughline_jobs_of_actor"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(models.Q(status="running") & models.Q(lease_until__isnull=False))
                | (~models.Q(status="running") & models.Q(lease_until__isnull=True)),
                name="throughline_jobs_lease_while_running",
            ),
            models.CheckConstraint(
                condition=(models.Q(status__in=["queued", "running"]) & models.Q(finished_at__isnull=True))
                | (
                    models.Q(status__in=["completed", "failed", "cancelled"])
                    & models.Q(finished_at__isnull=False, dedupe_key__isnull=True)
                ),
                name="throughline_jobs_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
