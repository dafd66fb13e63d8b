from typing import Any

from rest_framework import serializers

from marketplace.accounts.api.serializers import PersonSerializer
from marketplace.projects.models import Task


class TaskSerializer(serializers.ModelSerializer[Task]):
    project_id = serializers.UUIDField(read_only=True)
    assignee = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Task
        fields = (
            "id",
            "project_id",
            "number",
            "title",
            "description",
            "status",
            "priority",
            "assignee",
            "due_date",
            "rank",
            "version",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields


class TaskWriteSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=20_000, allow_blank=True, required=False)
    priority = serializers.ChoiceField(choices=Task.Priority.choices, required=False)
    assignee_id = serializers.UUIDField(allow_null=True, required=False, help_text="Somebody on the project's team.")
    due_date = serializers.DateField(allow_null=True, required=False)


class TaskCreateSerializer(TaskWriteSerializer):
    status = serializers.ChoiceField(choices=Task.Status.choices, required=False)


class TaskMoveSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=Task.Status.choices)
    after_id = serializers.UUIDField(
        allow_null=True, help_text="The task of that column to come after; null puts it at the top."
    )
