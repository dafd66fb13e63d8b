from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.identities.services.identity_unlink import identity_unlink
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class IdentityView(APIView):
    """Disconnects an account of a service; never the last way to sign in."""

    error_codes = {"delete": ("identity.not_found", "identity.last_way_in")}

    @extend_schema(operation_id="delete_identity", tags=["auth"], request=None, responses={204: None})
    def delete(self, request: Request, identity_id: UUID) -> Response:
        identity_unlink(context=context_of(request), identity_id=identity_id, device=device_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
