from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import User
from marketplace.factors.api.serializers import AuthenticatorCodeSerializer, RecoveryCodesSerializer
from marketplace.factors.services.second_factor_confirm import second_factor_confirm
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class SecondFactorConfirmView(APIView):
    """Switches the second factor on; the answer holds the recovery codes, this once."""

    error_codes = {"post": ("second_factor.already_on", "second_factor.not_begun", "http.too_many_requests")}

    @extend_schema(
        operation_id="confirm_second_factor",
        tags=["auth"],
        request=AuthenticatorCodeSerializer,
        responses=RecoveryCodesSerializer,
    )
    def post(self, request: Request) -> Response:
        given = AuthenticatorCodeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        codes = second_factor_confirm(
            context=context_of(request),
            user=cast("User", request.user),
            device=device_of(request),
            **given.validated_data,
        )
        return Response(RecoveryCodesSerializer({"recovery_codes": codes}).data)
