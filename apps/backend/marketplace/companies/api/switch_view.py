from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.companies.api.serializers import AccessTokenSerializer, CompanySwitchSerializer
from marketplace.companies.services.company_switch import company_switch
from throughline.http.context import context_of
from throughline.tokens.authentication import session_id_of


class CompanySwitchView(APIView):
    """Lets this session act for a company, or for the person alone."""

    error_codes = {
        "post": (
            "company.not_found",
            "auth.session_revoked",
        ),
    }

    @extend_schema(
        operation_id="switch_company",
        tags=["companies"],
        request=CompanySwitchSerializer,
        responses=AccessTokenSerializer,
    )
    def post(self, request: Request) -> Response:
        given = CompanySwitchSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        company_id = given.validated_data["company_id"]
        access = company_switch(
            context=context_of(request),
            sid=session_id_of(request),
            company_id=None if company_id is None else str(company_id),
        )
        return Response(AccessTokenSerializer({"access": access}).data)
