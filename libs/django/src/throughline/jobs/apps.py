from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "throughline.jobs"
    label = "throughline_jobs"
    verbose_name = "Throughline jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.http.health import register_health_check

        from .health import broker_health, jobs_health

        register_health_check("broker", broker_health, critical=False)
        register_health_check("jobs", jobs_health, critical=False)
        # Kinds and schedules are declared when the `jobs` module of their app is imported.
        autodiscover_modules("jobs")
