from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import PasswordChangeSerializer
from marketplace.accounts.services.password_change import password_change
from throughline.http.context import context_of
from throughline.tokens.authentication import session_id_of
from throughline.tokens.device import device_of


class PasswordView(APIView):
    """Changes the password and ends every other session of the person."""

    error_codes = {"post": ("account.sign_in_again", "http.too_many_requests")}

    @extend_schema(
        operation_id="change_password", tags=["auth"], request=PasswordChangeSerializer, responses={204: None}
    )
    def post(self, request: Request) -> Response:
        given = PasswordChangeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        sid = session_id_of(request)
        password_change(context=context_of(request), device=device_of(request), sid=sid, **given.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)
