from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo data of every domain; the one place that may know them all."""

    name = "marketplace.demo"
    label = "demo"
