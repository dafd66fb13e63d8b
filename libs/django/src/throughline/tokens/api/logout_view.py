from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.context import context_of
from throughline.tokens.api.serializers import RefreshSerializer
from throughline.tokens.services.session_end import session_end


class LogoutView(APIView):
    """Ends the session of a refresh token; the access token may have expired long ago, so none is asked for."""

    error_codes = {
        "post": (
            "auth.token_expired",
            "auth.token_invalid",
        ),
    }
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="logout", tags=["auth"], request=RefreshSerializer, responses={204: None}, auth=[])
    def post(self, request: Request) -> Response:
        given = RefreshSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        session_end(context=context_of(request), **given.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)
