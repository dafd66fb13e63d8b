from django.apps import AppConfig


class SchemaConfig(AppConfig):
    name = "throughline.schema"
    label = "throughline_schema"
    verbose_name = "Throughline schema"

    def ready(self) -> None:
        # An extension of drf-spectacular is registered when its class is made.
        from . import filter_extension  # noqa: F401
