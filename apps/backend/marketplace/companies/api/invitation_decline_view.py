from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.companies.services.invitation_decline import invitation_decline
from throughline.http.context import context_of


class InvitationDeclineView(APIView):
    error_codes = {"post": ("company.invitation_not_found", "company.invitation_expired")}

    @extend_schema(operation_id="decline_invitation", tags=["companies"], request=None, responses={204: None})
    def post(self, request: Request, invitation_id: UUID) -> Response:
        invitation_decline(context=context_of(request), invitation_id=str(invitation_id))
        return Response(status=status.HTTP_204_NO_CONTENT)
