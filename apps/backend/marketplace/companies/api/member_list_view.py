from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.companies.api.serializers import CompanyMemberAddSerializer, CompanyMemberSerializer
from marketplace.companies.models import Membership
from marketplace.companies.selectors.memberships import members_of
from marketplace.companies.services.member_add import member_add
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.idempotency import idempotent


class CompanyMemberListView(ConditionalMixin, ListModelMixin, GenericAPIView[Membership]):
    error_codes = {
        "get": ("company.not_found",),
        "post": (
            "company.not_found",
            "company.member_exists",
        ),
    }
    queryset = Membership.objects.none()
    serializer_class = CompanyMemberSerializer
    filterset_fields = ("role",)
    search_fields = ("user__username", "user__display_name")
    ordering_fields = ("created_at",)
    ordering = ("created_at",)

    def get_queryset(self) -> QuerySet[Membership]:
        return members_of(context=context_of(self.request), company_id=str(self.kwargs["company_id"]))

    @extend_schema(operation_id="list_company_members", tags=["companies"])
    def get(self, request: Request, company_id: UUID) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="add_company_member",
        tags=["companies"],
        request=CompanyMemberAddSerializer,
        responses={201: CompanyMemberSerializer},
    )
    @idempotent
    def post(self, request: Request, company_id: UUID) -> Response:
        given = CompanyMemberAddSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        member = member_add(context=context_of(request), company_id=str(company_id), **given.validated_data)
        return Response(CompanyMemberSerializer(member).data, status=status.HTTP_201_CREATED)
