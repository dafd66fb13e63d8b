"""The pages that mails lead to, all below PUBLIC_URL. Those with a token read it from `token` and send it in a POST."""

from typing import Final

from django.conf import settings

CONFIRM_PAGE: Final = "/confirm"
RESET_PAGE: Final = "/reset"
CONFIRM_ADDRESS_PAGE: Final = "/confirm-address"
SIGN_IN_PAGE: Final = "/sign-in"
SECURITY_LOG_PAGE: Final = "/settings/security-log"


def page_address(page: str) -> str:
    return f"{settings.PUBLIC_URL}{page}"


def page_link(page: str, token: str) -> str:
    """The token needs no quoting: it has only characters that an address may have (RFC 3986, section 2.3)."""
    return f"{page_address(page)}?token={token}"
