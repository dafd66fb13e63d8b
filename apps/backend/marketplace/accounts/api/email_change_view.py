from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import EmailChangeSerializer
from marketplace.accounts.services.email_change_ask import email_change_ask
from throughline.http.context import context_of
from throughline.tokens.authentication import session_id_of
from throughline.tokens.device import device_of


class EmailChangeView(APIView):
    """Sends a link to the new address and a notice to the old one. Whether the new one has an account is not told."""

    error_codes = {"post": ("account.sign_in_again", "http.too_many_requests")}

    @extend_schema(operation_id="change_email", tags=["auth"], request=EmailChangeSerializer, responses={202: None})
    def post(self, request: Request) -> Response:
        given = EmailChangeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        sid = session_id_of(request)
        email_change_ask(context=context_of(request), device=device_of(request), sid=sid, **given.validated_data)
        return Response(status=status.HTTP_202_ACCEPTED)
