"""Include under `/api/auth/`."""

from django.urls import path

from throughline.tokens.api.login_view import LoginView
from throughline.tokens.api.logout_view import LogoutView
from throughline.tokens.api.refresh_view import RefreshView

urlpatterns = [
    path("login/", LoginView.as_view()),
    path("refresh/", RefreshView.as_view()),
    path("logout/", LogoutView.as_view()),
]
