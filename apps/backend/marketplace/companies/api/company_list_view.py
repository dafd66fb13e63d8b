from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.companies.api.serializers import CompanySerializer, CompanyWriteSerializer
from marketplace.companies.models import Company
from marketplace.companies.selectors.companies import companies_visible, company_get
from marketplace.companies.services.company_create import company_create
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.idempotency import idempotent


class CompanyListView(ConditionalMixin, ListModelMixin, GenericAPIView[Company]):
    """The person's companies."""

    queryset = Company.objects.none()
    serializer_class = CompanySerializer
    search_fields = ("name",)
    ordering_fields = ("name", "created_at")
    ordering = ("name",)

    def get_queryset(self) -> QuerySet[Company]:
        return companies_visible(context=context_of(self.request))

    @extend_schema(operation_id="list_companies", tags=["companies"])
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="create_company",
        tags=["companies"],
        request=CompanyWriteSerializer,
        responses={201: CompanySerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        given = CompanyWriteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        context = context_of(request)
        company = company_create(context=context, **given.validated_data)
        answer = CompanySerializer(company_get(context=context, company_id=str(company.pk)))
        return Response(answer.data, status=status.HTTP_201_CREATED)
