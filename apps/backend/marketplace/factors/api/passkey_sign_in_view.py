from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.factors.api.webauthn_serializers import PasskeySignInSerializer
from marketplace.factors.services.passkey_sign_in import passkey_sign_in
from throughline.http.context import context_of
from throughline.tokens.api.serializers import TokenPairSerializer
from throughline.tokens.device import device_of


class PasskeySignInView(APIView):
    """What a passkey answered → a token pair. It is both factors; no code is asked for."""

    error_codes = {"post": ("passkey.not_accepted", "http.too_many_requests")}
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="sign_in_with_passkey",
        tags=["auth"],
        request=PasskeySignInSerializer,
        responses=TokenPairSerializer,
        auth=[],
    )
    def post(self, request: Request) -> Response:
        given = PasskeySignInSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        device = device_of(request, given.validated_data.get("device_name", ""))
        pair = passkey_sign_in(
            context=context_of(request), credential=given.validated_data["credential"], device=device
        )
        return Response(TokenPairSerializer(pair).data)
