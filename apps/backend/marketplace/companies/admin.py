from typing import ClassVar

from django.contrib import admin

from marketplace.companies.models import Company, Membership
from marketplace.read_only_admin import ReadOnlyAdmin, ReadOnlyInline


class MembershipInline(ReadOnlyInline):
    model = Membership


@admin.register(Company)
class CompanyAdmin(ReadOnlyAdmin):
    list_display = ("name", "created_at")
    search_fields = ("name",)
    inlines: ClassVar = [MembershipInline]
