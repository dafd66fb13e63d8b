from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.identities.api.serializers import IdentitySerializer
from marketplace.identities.models import Identity
from marketplace.identities.selectors.identities import identities_of
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of


class IdentityListView(ConditionalMixin, ListModelMixin, GenericAPIView[Identity]):
    """The accounts of sign-in services that are connected to the person's own."""

    queryset = Identity.objects.none()
    serializer_class = IdentitySerializer
    ordering_fields = ("created_at", "last_used_at")
    ordering = ("created_at",)

    def get_queryset(self) -> QuerySet[Identity]:
        return identities_of(context_of(self.request))

    @extend_schema(operation_id="list_identities", tags=["auth"])
    def get(self, request: Request) -> Response:
        return self.list(request)
