from django.contrib.auth import authenticate
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.errors import ApplicationError
from throughline.tokens.api.serializers import LoginSerializer, TokenPairSerializer
from throughline.tokens.services.family_open import family_open


class LoginView(APIView):
    """User name or e-mail and password → a token pair. 401 auth.credentials_invalid, whatever was wrong."""

    error_codes = {
        "post": ("auth.credentials_invalid",),
    }
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="login", tags=["auth"], request=LoginSerializer, responses=TokenPairSerializer, auth=[])
    def post(self, request: Request) -> Response:
        given = LoginSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = authenticate(request._request, **given.validated_data)
        if user is None:
            raise ApplicationError("auth.credentials_invalid")
        return Response(TokenPairSerializer(family_open(user=user)).data)
