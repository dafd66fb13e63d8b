from django.contrib import admin

from marketplace.factors.models import AuthenticatorApp, Passkey
from marketplace.read_only_admin import ReadOnlyAdmin


@admin.register(AuthenticatorApp)
class AuthenticatorAppAdmin(ReadOnlyAdmin):
    list_display = ("user", "begun_at", "confirmed_at")
    search_fields = ("user__username", "user__email")
    fields = ("user", "begun_at", "confirmed_at")


@admin.register(Passkey)
class PasskeyAdmin(ReadOnlyAdmin):
    list_display = ("user", "name", "created_at", "last_used_at")
    search_fields = ("user__username", "user__email", "name")
    fields = ("user", "name", "is_backup_eligible", "is_backed_up", "created_at", "last_used_at")
