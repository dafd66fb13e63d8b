from django.apps import AppConfig

from marketplace.mail.error_codes import MAIL_ERROR_CODES
from throughline.http.registry import register_error_codes


class MailConfig(AppConfig):
    name = "marketplace.mail"
    label = "mail"

    def ready(self) -> None:
        register_error_codes(MAIL_ERROR_CODES)
