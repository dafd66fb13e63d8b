from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.api.serializers import DeletionSerializer, PersonProofSerializer
from marketplace.accounts.services.deletion_ask import deletion_ask
from marketplace.accounts.services.deletion_cancel import deletion_cancel
from throughline.http.context import context_of
from throughline.tokens.authentication import session_id_of
from throughline.tokens.device import device_of


class DeletionView(APIView):
    """The deletion of the person's account, after some days in which they can take it back."""

    error_codes = {"post": ("account.sign_in_again", "http.too_many_requests")}

    @extend_schema(
        operation_id="delete_account", tags=["auth"], request=PersonProofSerializer, responses={202: DeletionSerializer}
    )
    def post(self, request: Request) -> Response:
        """Every session ends now, this one too. Whoever signs in again finds `deletion_at` with themselves."""
        given = PersonProofSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        sid = session_id_of(request)
        at = deletion_ask(context=context_of(request), device=device_of(request), sid=sid, **given.validated_data)
        return Response(DeletionSerializer({"deletion_at": at}).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(operation_id="keep_account", tags=["auth"], request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Takes the deletion back; doing it twice is fine."""
        deletion_cancel(context=context_of(request), device=device_of(request), sid=session_id_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
