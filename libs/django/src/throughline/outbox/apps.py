from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "throughline.outbox"
    label = "throughline_outbox"
    verbose_name = "Throughline outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.http.health import register_health_check

        from .health import outbox_health

        register_health_check("outbox", outbox_health, critical=False)
        # Events are declared when the `events` module of their app is imported.
        autodiscover_modules("events")
