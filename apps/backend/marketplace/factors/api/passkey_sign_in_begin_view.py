from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.factors.api.webauthn_serializers import RequestOptionsSerializer
from marketplace.factors.ceremonies import sign_in_options


class PasskeySignInBeginView(APIView):
    """What the browser needs to ask for a passkey; names nobody, is good for ten minutes and for one answer."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="begin_passkey_sign_in", tags=["auth"], request=None, responses=RequestOptionsSerializer, auth=[]
    )
    def post(self, request: Request) -> Response:
        return Response(RequestOptionsSerializer(sign_in_options()).data)
