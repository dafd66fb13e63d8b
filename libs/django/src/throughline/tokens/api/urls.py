"""Include under `/api/auth/`."""

from django.urls import path

from throughline.tokens.api.exchange_view import ExchangeView
from throughline.tokens.api.login_view import LoginView
from throughline.tokens.api.logout_view import LogoutView
from throughline.tokens.api.refresh_view import RefreshView
from throughline.tokens.api.session_list_view import SessionListView
from throughline.tokens.api.session_view import SessionView
from throughline.tokens.api.sessions_end_view import SessionsEndView

urlpatterns = [
    path("login/", LoginView.as_view()),
    path("refresh/", RefreshView.as_view()),
    path("logout/", LogoutView.as_view()),
    path("exchange/", ExchangeView.as_view()),
    path("sessions/", SessionListView.as_view()),
    path("sessions/end/", SessionsEndView.as_view()),
    path("sessions/<uuid:session_id>/", SessionView.as_view()),
]
