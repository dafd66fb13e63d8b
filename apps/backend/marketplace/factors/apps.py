from django.apps import AppConfig

from marketplace.factors.error_codes import FACTOR_ERROR_CODES
from throughline.http.registry import register_error_codes


class FactorsConfig(AppConfig):
    name = "marketplace.factors"
    label = "factors"

    def ready(self) -> None:
        from django.contrib import admin

        from marketplace.accounts.deletions import register_deletion
        from marketplace.factors.admin_sign_in import AdminSignInForm
        from marketplace.factors.selectors.passkeys import passkey_count
        from marketplace.factors.services.factors_delete import factors_delete
        from marketplace.ways_in import register_way_in

        register_error_codes(FACTOR_ERROR_CODES)
        register_way_in(passkey_count)
        register_deletion(factors_delete)
        admin.site.login_form = AdminSignInForm
        admin.site.login_template = "factors/admin_sign_in.html"
