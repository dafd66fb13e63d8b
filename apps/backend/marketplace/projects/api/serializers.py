from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from marketplace.accounts.api.serializers import PersonSerializer
from marketplace.projects.access import Access
from marketplace.projects.models import Project, ProjectMember
from marketplace.projects.selectors.projects import access_of
from marketplace.projects.status_flow import STATUS_FLOW

ACCESS_CHOICES = tuple(level.name.lower() for level in Access)


class ProjectSerializer(serializers.ModelSerializer[Project]):
    company_id = serializers.UUIDField(read_only=True, allow_null=True)
    created_by = PersonSerializer(read_only=True)
    my_access = serializers.SerializerMethodField(help_text="What the caller may do; each level includes those before.")
    next_statuses = serializers.SerializerMethodField(help_text="Where the project can go from its status.")
    task_count = serializers.IntegerField(read_only=True)
    done_task_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Project
        fields = (
            "id",
            "company_id",
            "created_by",
            "title",
            "description",
            "status",
            "next_statuses",
            "due_date",
            "my_access",
            "task_count",
            "done_task_count",
            "version",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=ACCESS_CHOICES))
    def get_my_access(self, project: Project) -> str:
        return access_of(project).name.lower()

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=Project.Status.choices)))
    def get_next_statuses(self, project: Project) -> list[str]:
        return [status.value for status in STATUS_FLOW[project.status]]


class ProjectWriteSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=20_000, allow_blank=True, required=False)
    due_date = serializers.DateField(allow_null=True, required=False)


class ProjectTransitionSerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=Project.Status.choices)


class ProjectMemberSerializer(serializers.ModelSerializer[ProjectMember]):
    project_id = serializers.UUIDField(read_only=True)
    person = PersonSerializer(source="user", read_only=True)

    class Meta:
        model = ProjectMember
        fields = ("id", "project_id", "person", "role", "version", "created_at", "updated_at")
        read_only_fields = fields


class ProjectMemberAddSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=64)
    role = serializers.ChoiceField(choices=ProjectMember.Role.choices)


class ProjectMemberChangesSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=ProjectMember.Role.choices)
