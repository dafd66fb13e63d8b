from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.context import context_of
from throughline.tokens.api.serializers import SessionsEndSerializer
from throughline.tokens.authentication import TokenAuthentication, session_id_of
from throughline.tokens.services.own_sessions_end import own_sessions_end


class SessionsEndView(APIView):
    """Signs the person out everywhere, or everywhere else. Doing it twice is fine."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="end_sessions", tags=["auth"], request=SessionsEndSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        given = SessionsEndSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        kept = session_id_of(request) if given.validated_data["keep_current"] else None
        own_sessions_end(context=context_of(request), except_sid=kept)
        return Response(status=status.HTTP_204_NO_CONTENT)
