from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.context import context_of
from throughline.tokens.authentication import TokenAuthentication
from throughline.tokens.services.own_sessions_end import own_session_end


class SessionView(APIView):
    """Ends one session of the person, such as that of a device which is lost; 404 for one that is not theirs."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="end_session", tags=["auth"], request=None, responses={204: None})
    def delete(self, request: Request, session_id: UUID) -> Response:
        own_session_end(context=context_of(request), session_id=session_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
