from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import PasswordResetSerializer
from marketplace.accounts.services.password_reset_ask import password_reset_ask
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class PasswordResetView(APIView):
    """Sends a link to the address if it has an account, which the answer does not tell."""

    error_codes = {"post": ("http.too_many_requests",)}
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="reset_password", tags=["auth"], request=PasswordResetSerializer, responses={202: None}, auth=[]
    )
    def post(self, request: Request) -> Response:
        given = PasswordResetSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        password_reset_ask(context=context_of(request), device=device_of(request), **given.validated_data)
        return Response(status=status.HTTP_202_ACCEPTED)
