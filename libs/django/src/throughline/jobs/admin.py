from django.contrib import admin
from django.http import HttpRequest

from .models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Jobs to look at; the services alone write them, and delete them when they are old."""

    list_display = ("id", "kind", "status", "attempts", "actor_id", "created_at", "finished_at", "error_code")
    list_filter = ("status", "kind")
    search_fields = ("=request_id", "=actor_id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False
