from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.companies.api.serializers import OwnInvitationSerializer
from marketplace.companies.models import Invitation
from marketplace.companies.selectors.invitations import own_invitations
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of


class OwnInvitationListView(ConditionalMixin, ListModelMixin, GenericAPIView[Invitation]):
    """Invitations to the person's address."""

    queryset = Invitation.objects.none()
    serializer_class = OwnInvitationSerializer
    ordering_fields = ("created_at",)
    ordering = ("created_at",)

    def get_queryset(self) -> QuerySet[Invitation]:
        return own_invitations(context=context_of(self.request))

    @extend_schema(operation_id="list_own_invitations", tags=["companies"])
    def get(self, request: Request) -> Response:
        return self.list(request)
