from django.contrib import admin

from marketplace.identities.models import Identity, SocialFlow
from marketplace.read_only_admin import ReadOnlyAdmin


@admin.register(Identity)
class IdentityAdmin(ReadOnlyAdmin):
    list_display = ("user", "provider", "email", "created_at", "last_used_at")
    list_filter = ("provider",)
    search_fields = ("user__username", "email", "subject")


@admin.register(SocialFlow)
class SocialFlowAdmin(ReadOnlyAdmin):
    list_display = ("id", "provider", "purpose", "created_at", "consumed_at", "finished_at")
    list_filter = ("provider", "purpose")
    fields = ("provider", "purpose", "user", "return_to", "created_at", "expires_at", "consumed_at", "finished_at")
