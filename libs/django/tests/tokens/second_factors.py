"""A second factor as a project would write one: whoever is in a group of that name gives the word, once."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group

from throughline.http.context import RequestContext
from throughline.tokens.device import Device

WORD = "open sesame"


class WordOfTheGroup:
    def is_demanded(self, user: AbstractBaseUser) -> bool:
        return Group.objects.filter(name="careful", user__pk=user.pk).exists()

    def accept(self, *, context: RequestContext, user: AbstractBaseUser, code: str, device: Device) -> bool:
        if code != WORD:
            return False
        unused, _ = Group.objects.filter(name="unused word", user__pk=user.pk).delete()
        return unused > 0
