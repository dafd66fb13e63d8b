"""The sign-in views under the names that SimpleJWT's clients use; include under `/api/token/`."""

from django.urls import path
from drf_spectacular.utils import extend_schema

from throughline.tokens.api.login_view import LoginView
from throughline.tokens.api.refresh_view import RefreshView


@extend_schema(exclude=True)
class TokenObtainView(LoginView):
    """A second name; the document holds the operation once."""


@extend_schema(exclude=True)
class TokenRefreshView(RefreshView):
    """A second name; the document holds the operation once."""


urlpatterns = [
    path("", TokenObtainView.as_view()),
    path("refresh/", TokenRefreshView.as_view()),
]
