from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import PersonProofSerializer
from marketplace.accounts.models import User
from marketplace.factors.api.serializers import AuthenticatorSecretSerializer
from marketplace.factors.services.second_factor_begin import second_factor_begin
from throughline.tokens.authentication import session_id_of


class SecondFactorBeginView(APIView):
    """A secret for the person's authenticator app. Nothing is switched on before a code of it was confirmed."""

    error_codes = {
        "post": ("second_factor.already_on", "account.sign_in_again", "http.too_many_requests"),
    }

    @extend_schema(
        operation_id="begin_second_factor",
        tags=["auth"],
        request=PersonProofSerializer,
        responses=AuthenticatorSecretSerializer,
    )
    def post(self, request: Request) -> Response:
        given = PersonProofSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        made = second_factor_begin(
            user=cast("User", request.user),
            current_password=given.validated_data["current_password"],
            sid=session_id_of(request),
        )
        return Response(AuthenticatorSecretSerializer(made).data)
