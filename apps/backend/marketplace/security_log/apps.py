from django.apps import AppConfig


class SecurityLogConfig(AppConfig):
    name = "marketplace.security_log"
    label = "security_log"

    def ready(self) -> None:
        from marketplace.accounts.deletions import register_deletion
        from marketplace.security_log.services.security_events_delete import security_events_delete

        register_deletion(security_events_delete)
