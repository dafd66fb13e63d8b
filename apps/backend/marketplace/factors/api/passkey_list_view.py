from typing import cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.accounts.models import User
from marketplace.factors.api.serializers import PasskeySerializer
from marketplace.factors.api.webauthn_serializers import PasskeyAddSerializer
from marketplace.factors.models import Passkey
from marketplace.factors.selectors.passkeys import own_passkeys
from marketplace.factors.services.passkey_add import passkey_add
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.idempotency import idempotent
from throughline.tokens.device import device_of


class PasskeyListView(ConditionalMixin, ListModelMixin, GenericAPIView[Passkey]):
    error_codes = {"post": ("passkey.refused", "passkey.exists", "passkey.too_many")}
    queryset = Passkey.objects.none()
    serializer_class = PasskeySerializer
    ordering_fields = ("created_at",)
    ordering = ("created_at",)

    def get_queryset(self) -> QuerySet[Passkey]:
        return own_passkeys(context=context_of(self.request))

    @extend_schema(operation_id="list_passkeys", tags=["auth"])
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="add_passkey", tags=["auth"], request=PasskeyAddSerializer, responses={201: PasskeySerializer}
    )
    @idempotent
    def post(self, request: Request) -> Response:
        given = PasskeyAddSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        passkey = passkey_add(
            context=context_of(request),
            user=cast("User", request.user),
            device=device_of(request),
            **given.validated_data,
        )
        return Response(PasskeySerializer(passkey).data, status=status.HTTP_201_CREATED)
