"""Admin pages for rows that only services may write: a write past them would raise no version and tell nobody."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class _ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(_ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    pass


class ReadOnlyInline(_ReadOnly, admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable at run time
    extra = 0
