from django.contrib import admin
from django.http import HttpRequest

from marketplace.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Whether a person may sign in, and as what. People register themselves; nobody else sets their password."""

    list_display = ("username", "email", "role", "is_active", "created_at")
    list_filter = ("role", "is_active")
    search_fields = ("username", "email", "display_name")
    readonly_fields = ("username", "email", "display_name", "last_login", "created_at", "deletion_at", "deleted_at")
    fields = (*readonly_fields[:3], "role", "is_active", "is_superuser", *readonly_fields[3:])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # What a person has done refers to them; `is_active` ends their access.
        return False
