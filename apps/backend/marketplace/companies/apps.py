from django.apps import AppConfig

from marketplace.companies.error_codes import COMPANY_ERROR_CODES
from throughline.http.registry import register_error_codes


class CompaniesConfig(AppConfig):
    name = "marketplace.companies"
    label = "companies"

    def ready(self) -> None:
        from marketplace.accounts.deletions import register_deletion
        from marketplace.companies.services.companies_leave import companies_leave

        register_error_codes(COMPANY_ERROR_CODES)
        register_deletion(companies_leave)
