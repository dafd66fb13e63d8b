from django.apps import AppConfig

from marketplace.identities.error_codes import IDENTITY_ERROR_CODES
from throughline.http.registry import register_error_codes


class IdentitiesConfig(AppConfig):
    name = "marketplace.identities"
    label = "identities"

    def ready(self) -> None:
        from marketplace.accounts.deletions import register_deletion
        from marketplace.identities.selectors.ways_in import identities_that_sign_in
        from marketplace.identities.services.person_forget import person_forget
        from marketplace.ways_in import register_way_in

        register_error_codes(IDENTITY_ERROR_CODES)
        register_way_in(identities_that_sign_in)
        register_deletion(person_forget)
