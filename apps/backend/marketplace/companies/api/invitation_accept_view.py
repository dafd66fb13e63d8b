from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.companies.api.serializers import CompanySerializer
from marketplace.companies.selectors.companies import company_get
from marketplace.companies.services.invitation_accept import invitation_accept
from throughline.http.context import context_of


class InvitationAcceptView(APIView):
    """The person becomes a member. The session goes on acting for whom it did; `switch_company` changes that."""

    error_codes = {"post": ("company.invitation_not_found", "company.invitation_expired")}

    @extend_schema(
        operation_id="accept_invitation", tags=["companies"], request=None, responses={200: CompanySerializer}
    )
    def post(self, request: Request, invitation_id: UUID) -> Response:
        context = context_of(request)
        company = invitation_accept(context=context, invitation_id=str(invitation_id))
        return Response(CompanySerializer(company_get(context=context, company_id=str(company.pk))).data)
