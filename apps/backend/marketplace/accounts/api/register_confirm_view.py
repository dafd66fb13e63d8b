from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import RegistrationConfirmSerializer, UserSerializer
from marketplace.accounts.services.registration_confirm import registration_confirm
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class RegisterConfirmView(APIView):
    """Makes the account that was asked for, by the link of the mail and the password that was chosen."""

    error_codes = {"post": ("account.link_invalid", "account.link_expired", "http.too_many_requests")}
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="confirm_registration",
        tags=["auth"],
        request=RegistrationConfirmSerializer,
        responses={201: UserSerializer},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        given = RegistrationConfirmSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = registration_confirm(context=context_of(request), device=device_of(request), **given.validated_data)
        return Response(UserSerializer(user).data, status=status.HTTP_201_CREATED)
