"""Include under `/api/auth/`."""

from django.urls import path

from marketplace.factors.api.passkey_begin_view import PasskeyBeginView
from marketplace.factors.api.passkey_detail_view import PasskeyDetailView
from marketplace.factors.api.passkey_list_view import PasskeyListView
from marketplace.factors.api.passkey_sign_in_begin_view import PasskeySignInBeginView
from marketplace.factors.api.passkey_sign_in_view import PasskeySignInView
from marketplace.factors.api.recovery_codes_view import RecoveryCodesView
from marketplace.factors.api.second_factor_begin_view import SecondFactorBeginView
from marketplace.factors.api.second_factor_confirm_view import SecondFactorConfirmView
from marketplace.factors.api.second_factor_disable_view import SecondFactorDisableView
from marketplace.factors.api.second_factor_view import SecondFactorView

urlpatterns = [
    path("second-factor/", SecondFactorView.as_view()),
    path("second-factor/begin/", SecondFactorBeginView.as_view()),
    path("second-factor/confirm/", SecondFactorConfirmView.as_view()),
    path("second-factor/disable/", SecondFactorDisableView.as_view()),
    path("second-factor/recovery-codes/", RecoveryCodesView.as_view()),
    path("passkeys/", PasskeyListView.as_view()),
    path("passkeys/begin/", PasskeyBeginView.as_view()),
    path("passkeys/sign-in/begin/", PasskeySignInBeginView.as_view()),
    path("passkeys/sign-in/", PasskeySignInView.as_view()),
    path("passkeys/<uuid:passkey_id>/", PasskeyDetailView.as_view()),
]
