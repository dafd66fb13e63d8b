from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.context import context_of
from throughline.tokens.api.serializers import LoginSerializer, TokenPairSerializer
from throughline.tokens.device import device_of
from throughline.tokens.services.family_open import family_open
from throughline.tokens.services.sign_in import sign_in


class LoginView(APIView):
    """User name or e-mail and password → a token pair. 401 auth.credentials_invalid whatever was wrong; 429.

    Whoever has a second factor gets 401 auth.second_factor_required, and sends the same once more with `code`.
    """

    error_codes = {
        "post": (
            "auth.credentials_invalid",
            "auth.second_factor_required",
            "auth.second_factor_invalid",
            "http.too_many_requests",
        ),
    }
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="login", tags=["auth"], request=LoginSerializer, responses=TokenPairSerializer, auth=[])
    def post(self, request: Request) -> Response:
        given = LoginSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        name = given.validated_data.pop("device_name", "")
        device = device_of(request, name)
        user = sign_in(request=request._request, device=device, **given.validated_data)
        pair = family_open(context=context_of(request), user=user, device=device)
        return Response(TokenPairSerializer(pair).data)
