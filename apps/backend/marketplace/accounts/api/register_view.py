from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import RegistrationSerializer, UserSerializer
from marketplace.accounts.services.user_register import user_register
from throughline.http.context import context_of


class RegisterView(APIView):
    """A new account. The person signs in afterwards with what they gave."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="register",
        tags=["auth"],
        request=RegistrationSerializer,
        responses={201: UserSerializer},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        given = RegistrationSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = user_register(context=context_of(request), **given.validated_data)
        return Response(UserSerializer(user).data, status=status.HTTP_201_CREATED)
