from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.context import context_of
from throughline.tokens.api.serializers import RefreshSerializer, TokenPairSerializer
from throughline.tokens.device import device_of
from throughline.tokens.services.family_refresh import family_refresh


class RefreshView(APIView):
    """Refresh token → the next pair. 401 auth.token_expired, auth.token_invalid, auth.session_revoked."""

    error_codes = {
        "post": (
            "auth.token_expired",
            "auth.token_invalid",
            "auth.session_revoked",
            "http.too_many_requests",
        ),
    }
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="refresh", tags=["auth"], request=RefreshSerializer, responses=TokenPairSerializer, auth=[]
    )
    def post(self, request: Request) -> Response:
        given = RefreshSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        pair = family_refresh(context=context_of(request), device=device_of(request), **given.validated_data)
        return Response(TokenPairSerializer(pair).data)
