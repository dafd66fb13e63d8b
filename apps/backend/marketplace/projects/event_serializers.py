"""What an event tells everyone who may read its topic: forms of its own, so that no new field of an answer leaks."""

from rest_framework import serializers

from marketplace.accounts.api.serializers import PersonSerializer
from marketplace.projects.models import Project, ProjectMember, Task


class ProjectEventSerializer(serializers.ModelSerializer[Project]):
    company_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Project
        fields = (
            "id",
            "company_id",
            "title",
            "description",
            "status",
            "due_date",
            "version",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields


class ProjectDeletedSerializer(serializers.ModelSerializer[Project]):
    class Meta:
        model = Project
        fields = ("id",)
        read_only_fields = fields


class TaskEventSerializer(serializers.ModelSerializer[Task]):
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


class TaskDeletedSerializer(serializers.ModelSerializer[Task]):
    project_id = serializers.UUIDField(read_only=True)

    class Meta:
        model = Task
        fields = ("id", "project_id")
        read_only_fields = fields


class MemberEventSerializer(serializers.ModelSerializer[ProjectMember]):
    project_id = serializers.UUIDField(read_only=True)
    person = PersonSerializer(source="user", read_only=True)

    class Meta:
        model = ProjectMember
        fields = ("id", "project_id", "person", "role", "version", "created_at", "updated_at")
        read_only_fields = fields


class MemberRemovedSerializer(serializers.ModelSerializer[ProjectMember]):
    project_id = serializers.UUIDField(read_only=True)
    person_id = serializers.UUIDField(source="user_id", read_only=True)

    class Meta:
        model = ProjectMember
        fields = ("id", "project_id", "person_id")
        read_only_fields = fields
