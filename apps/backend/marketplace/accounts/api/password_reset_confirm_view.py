from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import PasswordResetConfirmSerializer
from marketplace.accounts.services.password_reset import password_reset
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class PasswordResetConfirmView(APIView):
    """Sets a new password by the link of a mail, and ends every session of the person."""

    error_codes = {"post": ("account.link_invalid", "account.link_expired")}
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="confirm_password_reset",
        tags=["auth"],
        request=PasswordResetConfirmSerializer,
        responses={204: None},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        given = PasswordResetConfirmSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        password_reset(context=context_of(request), device=device_of(request), **given.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)
