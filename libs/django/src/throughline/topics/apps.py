from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TopicsConfig(AppConfig):
    name = "throughline.topics"
    label = "throughline_topics"
    verbose_name = "Throughline topics"

    def ready(self) -> None:
        # Kinds and aliases are declared when the `topics` module of their app is imported.
        autodiscover_modules("topics")
