from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.factors.api.serializers import PasskeyNameSerializer, PasskeySerializer
from marketplace.factors.services.passkey_remove import passkey_remove
from marketplace.factors.services.passkey_rename import passkey_rename
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class PasskeyDetailView(APIView):
    error_codes = {
        "patch": ("passkey.not_found",),
        "delete": ("passkey.not_found", "passkey.last_way_in"),
    }

    @extend_schema(
        operation_id="rename_passkey", tags=["auth"], request=PasskeyNameSerializer, responses=PasskeySerializer
    )
    def patch(self, request: Request, passkey_id: UUID) -> Response:
        given = PasskeyNameSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        passkey = passkey_rename(context=context_of(request), passkey_id=str(passkey_id), **given.validated_data)
        return Response(PasskeySerializer(passkey).data)

    @extend_schema(operation_id="remove_passkey", tags=["auth"], responses={204: None})
    def delete(self, request: Request, passkey_id: UUID) -> Response:
        passkey_remove(context=context_of(request), passkey_id=str(passkey_id), device=device_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
