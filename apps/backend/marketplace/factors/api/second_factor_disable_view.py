from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import PersonProofSerializer
from marketplace.accounts.models import User
from marketplace.factors.services.second_factor_disable import second_factor_disable
from throughline.http.context import context_of
from throughline.tokens.authentication import session_id_of
from throughline.tokens.device import device_of


class SecondFactorDisableView(APIView):
    """From now on the password is enough."""

    error_codes = {
        "post": ("second_factor.not_on", "account.sign_in_again", "http.too_many_requests"),
    }

    @extend_schema(
        operation_id="disable_second_factor", tags=["auth"], request=PersonProofSerializer, responses={204: None}
    )
    def post(self, request: Request) -> Response:
        given = PersonProofSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        second_factor_disable(
            context=context_of(request),
            user=cast("User", request.user),
            current_password=given.validated_data["current_password"],
            sid=session_id_of(request),
            device=device_of(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
