from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.context import context_of
from throughline.tokens.api.serializers import CodeSerializer, TokenPairSerializer
from throughline.tokens.device import device_of
from throughline.tokens.services.family_open import family_open
from throughline.tokens.services.second_factor_check import second_factor_check


class ExchangeView(APIView):
    """The cookie of a classic Django session → a token pair, for projects that sign people in by a form.

    Django's CSRF protection holds: 403 auth.origin_refused without its token. The two sessions end apart.
    """

    error_codes = {
        "post": (
            "auth.origin_refused",
            "auth.credentials_invalid",
            "auth.second_factor_required",
            "auth.second_factor_invalid",
            "http.too_many_requests",
        ),
    }
    authentication_classes = (SessionAuthentication,)
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="exchange_session", tags=["auth"], request=CodeSerializer, responses=TokenPairSerializer
    )
    def post(self, request: Request) -> Response:
        given = CodeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        device = device_of(request, given.validated_data.get("device_name", ""))
        context, user = context_of(request), cast("AbstractBaseUser", request.user)
        # A form of Django's has asked for a password alone.
        second_factor_check(context=context, user=user, code=given.validated_data.get("code"), device=device)
        pair = family_open(context=context, user=user, device=device)
        return Response(TokenPairSerializer(pair).data)
