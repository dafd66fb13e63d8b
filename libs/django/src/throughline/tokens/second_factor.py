"""What a project asks for beside the password. The core itself knows no second factor."""

from typing import Protocol

from django.contrib.auth.base_user import AbstractBaseUser

from throughline.http.context import RequestContext
from throughline.tokens.device import Device


class SecondFactor(Protocol):
    """A class without arguments, named by `THROUGHLINE_TOKENS["SECOND_FACTOR"]`.

    Both are asked only about a person who has just proved who they are by something else.
    """

    def is_demanded(self, user: AbstractBaseUser) -> bool:
        """Whether this person has to give a code."""

    def accept(self, *, context: RequestContext, user: AbstractBaseUser, code: str, device: Device) -> bool:
        """Whether this is a code of the person's, which is used up by that. `code` has at most 64 characters."""


class NoSecondFactor:
    """The default: the password is enough."""

    def is_demanded(self, user: AbstractBaseUser) -> bool:
        return False

    def accept(self, *, context: RequestContext, user: AbstractBaseUser, code: str, device: Device) -> bool:
        return False
