from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import LinkTokenSerializer
from marketplace.accounts.services.email_change_confirm import email_change_confirm
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class EmailChangeConfirmView(APIView):
    """Makes the new address that of the account, by the link of the mail that went there."""

    error_codes = {"post": ("account.link_invalid", "account.link_expired")}
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="confirm_email", tags=["auth"], request=LinkTokenSerializer, responses={204: None}, auth=[]
    )
    def post(self, request: Request) -> Response:
        given = LinkTokenSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        email_change_confirm(context=context_of(request), device=device_of(request), **given.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)
