from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.security_log.api.filters import SecurityEventFilters
from marketplace.security_log.api.serializers import SecurityEventSerializer
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.selectors.own_security_events import own_security_events
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of


class SecurityEventListView(ConditionalMixin, ListModelMixin, GenericAPIView[SecurityEvent]):
    """What has happened to the person's account: sign-ins, devices, changes; a year back."""

    queryset = SecurityEvent.objects.none()
    serializer_class = SecurityEventSerializer
    filterset_class = SecurityEventFilters
    ordering_fields = ("at",)
    ordering = ("-at",)

    def get_queryset(self) -> QuerySet[SecurityEvent]:
        return own_security_events(context=context_of(self.request))

    @extend_schema(operation_id="list_security_events", tags=["auth"])
    def get(self, request: Request) -> Response:
        return self.list(request)
