from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.companies.services.invitation_withdraw import invitation_withdraw
from throughline.http.context import context_of


class CompanyInvitationDetailView(APIView):
    error_codes = {"delete": ("company.not_found", "company.invitation_not_found")}

    @extend_schema(operation_id="withdraw_company_invitation", tags=["companies"], responses={204: None})
    def delete(self, request: Request, company_id: UUID, invitation_id: UUID) -> Response:
        invitation_withdraw(context=context_of(request), company_id=str(company_id), invitation_id=str(invitation_id))
        return Response(status=status.HTTP_204_NO_CONTENT)
