from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of

from ..selectors import job_get
from .serializers import JobSerializer


class JobDetailView(ConditionalMixin):
    permission_classes = (IsAuthenticated,)
    error_codes: ClassVar = {"get": ("job.not_found",)}

    @extend_schema(operation_id="get_job", tags=["jobs"], responses=JobSerializer)
    def get(self, request: Request, job_id: UUID) -> Response:
        return Response(JobSerializer(job_get(context=context_of(request), job_id=job_id)).data)
