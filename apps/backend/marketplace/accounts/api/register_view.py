from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import RegistrationSerializer
from marketplace.accounts.services.registration_begin import registration_begin
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class RegisterView(APIView):
    """Sends a mail to the address; the account is made by its link. Whether the address has an account is not told."""

    error_codes = {"post": ("http.too_many_requests",)}
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="register", tags=["auth"], request=RegistrationSerializer, responses={202: None}, auth=[]
    )
    def post(self, request: Request) -> Response:
        given = RegistrationSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        password = given.validated_data.pop("password")
        registration_begin(
            context=context_of(request), device=device_of(request), password=password, person=given.validated_data
        )
        return Response(status=status.HTTP_202_ACCEPTED)
