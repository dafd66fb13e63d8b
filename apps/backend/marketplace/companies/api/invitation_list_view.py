from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.companies.api.serializers import CompanyInvitationSerializer, CompanyInvitationWriteSerializer
from marketplace.companies.models import Invitation
from marketplace.companies.selectors.invitations import invitations_of
from marketplace.companies.services.invitation_send import invitation_send
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.idempotency import idempotent
from throughline.tokens.device import device_of


class CompanyInvitationListView(ConditionalMixin, ListModelMixin, GenericAPIView[Invitation]):
    """Invitations that wait for an answer; owners and managers see and send them."""

    error_codes = {
        "get": ("company.not_found",),
        "post": (
            "company.not_found",
            "company.member_exists",
            "company.invitation_exists",
            "http.too_many_requests",
        ),
    }
    queryset = Invitation.objects.none()
    serializer_class = CompanyInvitationSerializer
    ordering_fields = ("created_at",)
    ordering = ("created_at",)

    def get_queryset(self) -> QuerySet[Invitation]:
        return invitations_of(context=context_of(self.request), company_id=str(self.kwargs["company_id"]))

    @extend_schema(operation_id="list_company_invitations", tags=["companies"])
    def get(self, request: Request, company_id: UUID) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="invite_company_member",
        tags=["companies"],
        request=CompanyInvitationWriteSerializer,
        responses={201: CompanyInvitationSerializer},
    )
    @idempotent
    def post(self, request: Request, company_id: UUID) -> Response:
        given = CompanyInvitationWriteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        invitation = invitation_send(
            context=context_of(request),
            device=device_of(request),
            company_id=str(company_id),
            **given.validated_data,
        )
        return Response(CompanyInvitationSerializer(invitation).data, status=status.HTTP_201_CREATED)
