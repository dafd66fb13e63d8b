from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import PersonProofSerializer
from marketplace.accounts.models import User
from marketplace.factors.api.webauthn_serializers import CreationOptionsSerializer
from marketplace.factors.services.passkey_begin import passkey_begin
from throughline.tokens.authentication import session_id_of


class PasskeyBeginView(APIView):
    """What the browser needs to make a passkey; good for ten minutes."""

    error_codes = {
        "post": ("passkey.too_many", "account.sign_in_again", "http.too_many_requests"),
    }

    @extend_schema(
        operation_id="begin_passkey", tags=["auth"], request=PersonProofSerializer, responses=CreationOptionsSerializer
    )
    def post(self, request: Request) -> Response:
        given = PersonProofSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        options = passkey_begin(
            user=cast("User", request.user),
            current_password=given.validated_data["current_password"],
            sid=session_id_of(request),
        )
        return Response(CreationOptionsSerializer(options).data)
