from dataclasses import asdict

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.errors import ApplicationError

from ..grants import grant_topics, split_topic
from ..kinds import declared_aliases, declared_kinds
from .serializers import GrantsAskedSerializer, GrantsSerializer, SnapshotSerializer, TopicKindsSerializer


class TopicKindsView(ConditionalMixin, APIView):
    """What a gateway must know of this owner; nothing in it is secret."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="list_topic_kinds", tags=["topics"], responses=TopicKindsSerializer)
    def get(self, request: Request) -> Response:
        grants_path = reverse("throughline_topics:grants")
        snapshots_path = grants_path.removesuffix("grants/") + "snapshots/"
        kinds = [
            {
                "kind": kind.kind,
                "grants_path": grants_path,
                "snapshots_path": None if kind.snapshot is None else snapshots_path,
            }
            for _, kind in sorted(declared_kinds().items())
        ]
        return Response({"results": kinds, "aliases": sorted(declared_aliases())})


class TopicGrantsView(APIView):
    """Asked with the person's own token, so that the answer is that of their permissions."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="grant_topics", tags=["topics"], request=GrantsAskedSerializer, responses=GrantsSerializer
    )
    def post(self, request: Request) -> Response:
        asked = GrantsAskedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        grants = grant_topics(context_of(request), asked.validated_data["topics"])
        results = [{name: value for name, value in asdict(grant).items() if value is not None} for grant in grants]
        return Response({"results": results}, headers={"Cache-Control": "no-store"})


class TopicSnapshotView(ConditionalMixin, APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="get_topic_snapshot", tags=["topics"], responses=SnapshotSerializer)
    def get(self, request: Request, topic: str) -> Response:
        context = context_of(request)
        (grant,) = grant_topics(context, [topic])
        found = split_topic(grant.topic)
        if found is None:
            raise ApplicationError(grant.refused or "http.not_found")
        kind, topic_id = found
        if kind.snapshot is None:
            raise ApplicationError("http.not_found")
        return Response({"topic": grant.topic, "data": kind.snapshot(context, topic_id)})
