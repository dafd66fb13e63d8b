from django.contrib import admin

from marketplace.read_only_admin import ReadOnlyAdmin
from marketplace.security_log.models import SecurityEvent


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind", "user", "address", "request_id")
    list_filter = ("kind",)
    list_select_related = ("user",)
    search_fields = ("user__username", "address", "request_id")
