from django.urls import path
from drf_spectacular.utils import extend_schema

from marketplace.accounts.api.me_view import MeView
from marketplace.accounts.api.password_view import PasswordView
from marketplace.accounts.api.register_view import RegisterView


@extend_schema(exclude=True)
class ProfileView(MeView):
    """The same person under the address that existing clients use; the document names the operations once."""


urlpatterns = [
    path("auth/register/", RegisterView.as_view()),
    path("auth/me/", MeView.as_view()),
    path("auth/password/", PasswordView.as_view()),
    path("user/profile/", ProfileView.as_view()),
]
