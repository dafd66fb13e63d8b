from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.tokens.api.serializers import SessionSerializer
from throughline.tokens.authentication import TokenAuthentication, session_id_of
from throughline.tokens.models import RefreshFamily
from throughline.tokens.selectors.live_sessions import live_sessions


class SessionListView(ConditionalMixin, ListModelMixin, GenericAPIView[RefreshFamily]):
    """Where the person is signed in."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (IsAuthenticated,)
    queryset = RefreshFamily.objects.none()
    serializer_class = SessionSerializer
    ordering_fields = ("created_at", "last_used_at")
    ordering = ("-last_used_at",)

    def get_queryset(self) -> QuerySet[RefreshFamily]:
        return live_sessions(context=context_of(self.request))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "sid": session_id_of(self.request)}

    @extend_schema(operation_id="list_sessions", tags=["auth"])
    def get(self, request: Request) -> Response:
        return self.list(request)
