from django.apps import AppConfig

from marketplace.accounts.error_codes import ACCOUNT_ERROR_CODES
from throughline.http.registry import register_error_codes


class AccountsConfig(AppConfig):
    name = "marketplace.accounts"
    label = "accounts"

    def ready(self) -> None:
        register_error_codes(ACCOUNT_ERROR_CODES)
