from typing import ClassVar

from django.contrib import admin

from marketplace.projects.models import Project, ProjectMember, Task
from marketplace.read_only_admin import ReadOnlyAdmin, ReadOnlyInline


class ProjectMemberInline(ReadOnlyInline):
    model = ProjectMember


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    list_display = ("title", "company", "status", "due_date", "created_at")
    list_filter = ("status",)
    list_select_related = ("company",)
    search_fields = ("title",)
    inlines: ClassVar = [ProjectMemberInline]


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "project", "status", "priority", "assignee")
    list_filter = ("status", "priority")
    list_select_related = ("project", "assignee")
    search_fields = ("title",)
