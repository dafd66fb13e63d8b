from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.companies.api.filters import CompanyEventFilters
from marketplace.companies.api.serializers import CompanyEventSerializer
from marketplace.companies.models import CompanyEvent
from marketplace.companies.selectors.company_events import company_events_of
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of


class CompanyEventListView(ConditionalMixin, ListModelMixin, GenericAPIView[CompanyEvent]):
    """Who changed the company's people and name, and when; for its owners."""

    error_codes = {"get": ("company.not_found",)}
    queryset = CompanyEvent.objects.none()
    serializer_class = CompanyEventSerializer
    filterset_class = CompanyEventFilters
    ordering_fields = ("at",)
    ordering = ("-at",)

    def get_queryset(self) -> QuerySet[CompanyEvent]:
        return company_events_of(context=context_of(self.request), company_id=str(self.kwargs["company_id"]))

    @extend_schema(operation_id="list_company_events", tags=["companies"])
    def get(self, request: Request, company_id: UUID) -> Response:
        return self.list(request)
