from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser

from marketplace.accounts.models import User
from marketplace.factors.selectors.second_factor import is_second_factor_on
from marketplace.factors.services.code_accept import code_accept
from throughline.http.context import RequestContext
from throughline.tokens.device import Device


class AppOrRecoveryCode:
    """What sign-in asks for beside the password: `THROUGHLINE_TOKENS["SECOND_FACTOR"]`."""

    def is_demanded(self, user: AbstractBaseUser) -> bool:
        return is_second_factor_on(cast("User", user))

    def accept(self, *, context: RequestContext, user: AbstractBaseUser, code: str, device: Device) -> bool:
        return code_accept(context=context, user=cast("User", user), code=code, device=device)
