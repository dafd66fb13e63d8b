from django.urls import path
from drf_spectacular.utils import extend_schema

from marketplace.accounts.api.deletion_view import DeletionView
from marketplace.accounts.api.email_change_confirm_view import EmailChangeConfirmView
from marketplace.accounts.api.email_change_view import EmailChangeView
from marketplace.accounts.api.me_view import MeView
from marketplace.accounts.api.password_reset_confirm_view import PasswordResetConfirmView
from marketplace.accounts.api.password_reset_view import PasswordResetView
from marketplace.accounts.api.password_view import PasswordView
from marketplace.accounts.api.register_confirm_view import RegisterConfirmView
from marketplace.accounts.api.register_view import RegisterView


@extend_schema(exclude=True)
class ProfileView(MeView):
    """The same person under the address that existing clients use; the document names the operations once."""


urlpatterns = [
    path("auth/register/", RegisterView.as_view()),
    path("auth/register/confirm/", RegisterConfirmView.as_view()),
    path("auth/me/", MeView.as_view()),
    path("auth/password/", PasswordView.as_view()),
    path("auth/password-reset/", PasswordResetView.as_view()),
    path("auth/password-reset/confirm/", PasswordResetConfirmView.as_view()),
    path("auth/email/", EmailChangeView.as_view()),
    path("auth/email/confirm/", EmailChangeConfirmView.as_view()),
    path("auth/deletion/", DeletionView.as_view()),
    path("user/profile/", ProfileView.as_view()),
]
