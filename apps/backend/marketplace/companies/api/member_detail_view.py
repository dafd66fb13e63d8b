from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.companies.api.serializers import CompanyMemberChangesSerializer, CompanyMemberSerializer
from marketplace.companies.services.member_remove import member_remove
from marketplace.companies.services.member_update import member_update
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class CompanyMemberDetailView(ConditionalMixin):
    error_codes = {
        "patch": (
            "company.not_found",
            "company.member_not_found",
            "company.last_owner",
        ),
        "delete": (
            "company.not_found",
            "company.member_not_found",
            "company.last_owner",
        ),
    }

    @extend_schema(
        operation_id="update_company_member",
        tags=["companies"],
        request=CompanyMemberChangesSerializer,
        responses=CompanyMemberSerializer,
    )
    def patch(self, request: Request, company_id: UUID, member_id: UUID) -> Response:
        given = CompanyMemberChangesSerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        member = member_update(
            context=context_of(request),
            company_id=str(company_id),
            member_id=str(member_id),
            precondition=precondition_of(request),
            changes=given.validated_data,
        )
        return Response(CompanyMemberSerializer(member).data)

    @extend_schema(operation_id="remove_company_member", tags=["companies"], responses={204: None})
    def delete(self, request: Request, company_id: UUID, member_id: UUID) -> Response:
        member_remove(
            context=context_of(request),
            company_id=str(company_id),
            member_id=str(member_id),
            precondition=precondition_of(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
