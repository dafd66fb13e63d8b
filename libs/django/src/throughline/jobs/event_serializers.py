from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .models import Job


class JobProgressSerializer(serializers.Serializer[Job]):
    done = serializers.IntegerField(source="progress_done", min_value=0)
    total = serializers.IntegerField(
        source="progress_total", min_value=0, allow_null=True, help_text="Null while it is not known."
    )


class JobErrorSerializer(serializers.Serializer[Job]):
    code = serializers.CharField(source="error_code", help_text="A code of the table of error codes.")
    message = serializers.SerializerMethodField()

    def get_message(self, job: Job) -> str:
        return gettext(job.error_message)


class JobEventSerializer(serializers.ModelSerializer[Job]):
    """What of a job is told: not its payload, and not its result, which may be large and is read when it is there."""

    progress = JobProgressSerializer(source="*", read_only=True)
    error = serializers.SerializerMethodField()
    cancel_requested = serializers.SerializerMethodField(help_text="A running job ends when it gets to know of it.")

    class Meta:
        model = Job
        fields: tuple[str, ...] = (
            "id",
            "kind",
            "status",
            "progress",
            "attempts",
            "max_attempts",
            "cancel_requested",
            "error",
            "version",
            "created_at",
            "updated_at",
            "started_at",
            "finished_at",
        )
        read_only_fields = fields

    @extend_schema_field(JobErrorSerializer(allow_null=True))
    def get_error(self, job: Job) -> object:
        return JobErrorSerializer(job).data if job.error_code else None

    def get_cancel_requested(self, job: Job) -> bool:
        return job.cancel_requested_at is not None
