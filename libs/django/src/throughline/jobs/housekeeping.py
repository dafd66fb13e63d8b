from typing import Any, Final

from django.db.models import Model, QuerySet
from rest_framework import serializers

from .job_run import JobRun

_BATCH_ROWS: Final = 500


class NothingSerializer(serializers.Serializer[Any]):
    """The payload of a job that needs to be told nothing."""


class PrunedSerializer(serializers.Serializer[Any]):
    deleted = serializers.IntegerField(min_value=0)


def prune(run: JobRun, rows: QuerySet[Model]) -> dict[str, int]:
    """Delete rows in batches that lock nothing for long; what was deleted when the job stops stays so."""
    deleted = 0
    total = rows.count()
    while True:
        run.progress(deleted, total)
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH_ROWS])
        if not keys:
            return {"deleted": deleted}
        rows.filter(pk__in=keys).delete()
        deleted += len(keys)
