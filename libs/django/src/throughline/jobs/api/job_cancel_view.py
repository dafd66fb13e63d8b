from typing import ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of

from ..services.job_cancel import job_cancel
from .serializers import JobSerializer


class JobCancelView(ConditionalMixin):
    """Twice is as once, so it needs no idempotency key; and no version, since progress raises that all the time."""

    permission_classes = (IsAuthenticated,)
    error_codes: ClassVar = {"post": ("job.not_found", "job.already_ended")}

    @extend_schema(operation_id="cancel_job", tags=["jobs"], request=None, responses=JobSerializer)
    def post(self, request: Request, job_id: UUID) -> Response:
        return Response(JobSerializer(job_cancel(context=context_of(request), job_id=job_id)).data)
