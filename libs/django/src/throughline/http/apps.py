from django.apps import AppConfig


class HttpConfig(AppConfig):
    name = "throughline.http"
    label = "throughline_http"
    verbose_name = "Throughline HTTP"
    default_auto_field = "django.db.models.BigAutoField"
