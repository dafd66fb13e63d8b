from django.db import models


class ScheduleMark(models.Model):
    """Up to which time a schedule has been seen to, so that many schedulers make one job."""

    name = models.CharField(primary_key=True, max_length=100)
    seen_to = models.DateTimeField()

    class Meta:
        db_table = "throughline_jobs_schedule_mark"

    def __str__(self) -> str:
        return self.name
