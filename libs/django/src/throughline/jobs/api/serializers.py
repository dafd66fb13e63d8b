from rest_framework import serializers

from ..event_serializers import JobEventSerializer
from ..models import Job


class JobSerializer(JobEventSerializer):
    company_id = serializers.CharField(read_only=True, allow_null=True)
    result = serializers.DictField(
        read_only=True, allow_null=True, help_text="What the kind of job makes; null until it is completed."
    )

    class Meta(JobEventSerializer.Meta):
        model = Job
        fields = (*JobEventSerializer.Meta.fields, "company_id", "result")
        read_only_fields = fields
