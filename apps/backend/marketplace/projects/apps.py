from django.apps import AppConfig

from marketplace.projects.error_codes import PROJECT_ERROR_CODES
from throughline.http.registry import register_error_codes


class ProjectsConfig(AppConfig):
    name = "marketplace.projects"
    label = "projects"

    def ready(self) -> None:
        from marketplace.companies.departures import register_departure
        from marketplace.projects.services.company_departure import company_departure

        register_error_codes(PROJECT_ERROR_CODES)
        register_departure(company_departure)
