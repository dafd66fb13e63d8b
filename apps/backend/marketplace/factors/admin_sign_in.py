from typing import Any, cast

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy
from rest_framework.request import Request

from throughline.http.errors import ApplicationError
from throughline.tokens.api.serializers import MAXIMUM_CODE_CHARACTERS, MAXIMUM_PASSWORD_CHARACTERS
from throughline.tokens.device import device_of
from throughline.tokens.services.sign_in import sign_in


class AdminSignInForm(AdminAuthenticationForm):
    """The admin's own form, with the waits and the second factor of every other sign-in."""

    code = forms.CharField(
        max_length=MAXIMUM_CODE_CHARACTERS,
        required=False,
        label=gettext_lazy("Code, where you have a second factor"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].validators.append(MaxLengthValidator(MAXIMUM_PASSWORD_CHARACTERS))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("username") or not given.get("password") or self.request is None:
            return given
        try:
            user = sign_in(
                request=self.request,
                username=given["username"],
                password=given["password"],
                # Only the headers are read, which both kinds of requests have.
                device=device_of(cast("Request", self.request)),
                code=given.get("code") or None,
            )
        except ApplicationError as error:
            raise ValidationError(str(error.message or error.detail), code=error.code) from error
        # Told nobody before the second factor was right.
        self.confirm_login_allowed(cast("Any", user))
        self.user_cache = cast("Any", user)
        return given
