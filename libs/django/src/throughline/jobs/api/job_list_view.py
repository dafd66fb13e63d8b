from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of

from ..models import Job
from ..selectors import jobs_of
from .filters import JobFilters
from .serializers import JobSerializer


class JobListView(ConditionalMixin, ListModelMixin, GenericAPIView[Job]):
    """The jobs that the person asked for; they are there for some days after they ended."""

    permission_classes = (IsAuthenticated,)
    queryset = Job.objects.none()
    serializer_class = JobSerializer
    filterset_class = JobFilters
    ordering_fields = ("created_at", "finished_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Job]:
        return jobs_of(context=context_of(self.request))

    @extend_schema(operation_id="list_jobs", tags=["jobs"])
    def get(self, request: Request) -> Response:
        return self.list(request)
