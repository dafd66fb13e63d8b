from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.companies.api.serializers import CompanySerializer, CompanyWriteSerializer
from marketplace.companies.selectors.companies import company_get
from marketplace.companies.services.company_update import company_update
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class CompanyDetailView(ConditionalMixin):
    error_codes = {
        "get": ("company.not_found",),
        "patch": ("company.not_found",),
    }

    @extend_schema(operation_id="get_company", tags=["companies"], responses=CompanySerializer)
    def get(self, request: Request, company_id: UUID) -> Response:
        company = company_get(context=context_of(request), company_id=str(company_id))
        return Response(CompanySerializer(company).data)

    @extend_schema(
        operation_id="update_company", tags=["companies"], request=CompanyWriteSerializer, responses=CompanySerializer
    )
    def patch(self, request: Request, company_id: UUID) -> Response:
        given = CompanyWriteSerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        context = context_of(request)
        company_update(
            context=context,
            company_id=str(company_id),
            precondition=precondition_of(request),
            changes=given.validated_data,
        )
        return Response(CompanySerializer(company_get(context=context, company_id=str(company_id))).data)
