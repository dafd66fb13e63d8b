from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "throughline.tokens"
    label = "throughline_tokens"
    verbose_name = "Tokens"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Registered when they are imported: the system checks, and an extension of drf-spectacular.
        from throughline.tokens import checks, openapi  # noqa: F401
