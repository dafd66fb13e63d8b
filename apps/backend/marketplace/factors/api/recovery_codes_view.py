from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import PersonProofSerializer
from marketplace.accounts.models import User
from marketplace.factors.api.serializers import RecoveryCodesSerializer
from marketplace.factors.services.recovery_codes_remake import recovery_codes_remake
from throughline.http.context import context_of
from throughline.tokens.authentication import session_id_of
from throughline.tokens.device import device_of


class RecoveryCodesView(APIView):
    """Ten new recovery codes in the place of the old ones."""

    error_codes = {
        "post": ("second_factor.not_on", "account.sign_in_again", "http.too_many_requests"),
    }

    @extend_schema(
        operation_id="remake_recovery_codes",
        tags=["auth"],
        request=PersonProofSerializer,
        responses=RecoveryCodesSerializer,
    )
    def post(self, request: Request) -> Response:
        given = PersonProofSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        codes = recovery_codes_remake(
            context=context_of(request),
            user=cast("User", request.user),
            current_password=given.validated_data["current_password"],
            sid=session_id_of(request),
            device=device_of(request),
        )
        return Response(RecoveryCodesSerializer({"recovery_codes": codes}).data)
