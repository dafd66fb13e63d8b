from django.apps import AppConfig

from marketplace.companies.error_codes import COMPANY_ERROR_CODES
from throughline.http.registry import register_error_codes


class CompaniesConfig(AppConfig):
    name = "marketplace.companies"
    label = "companies"

    def ready(self) -> None:
        register_error_codes(COMPANY_ERROR_CODES)
