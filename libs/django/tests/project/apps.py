from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "tests.project"
    label = "notes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.http.registry import register_error_codes

        from .error_codes import NOTE_ERROR_CODES

        register_error_codes(NOTE_ERROR_CODES)
