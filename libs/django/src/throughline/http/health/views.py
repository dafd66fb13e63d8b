from time import monotonic
from typing import Final

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ..envelope import settle
from .checks import run_health_checks
from .serializers import HealthSerializer

_STARTED_AT: Final = monotonic()


class HealthView(APIView):
    """`GET /api/v1/health/`: the service's name from `THROUGHLINE_SERVICE_NAME`, its version from `…_VERSION`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    @extend_schema(
        operation_id="get_health",
        tags=["health"],
        auth=[],
        responses={200: HealthSerializer, 503: HealthSerializer},
        description="200 while the service is healthy or degraded, 503 with the same form when it is unhealthy.",
    )
    def get(self, request: Request) -> Response:
        status, checks = run_health_checks()
        answer = {
            "status": status,
            "service": getattr(settings, "THROUGHLINE_SERVICE_NAME", "django"),
            "version": getattr(settings, "THROUGHLINE_SERVICE_VERSION", "unknown"),
            "uptime_s": round(monotonic() - _STARTED_AT, 3),
            "checks": checks,
        }
        http_status = 503 if status == "unhealthy" else 200
        return settle(Response(answer, status=http_status, headers={"Cache-Control": "no-store"}))


def livez(request: HttpRequest) -> HttpResponseBase:
    """200 as long as the process answers at all; an orchestrator restarts it otherwise."""
    return JsonResponse({"status": "healthy"}, headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> HttpResponseBase:
    """200 while requests may be sent here, 503 when a critical part is away."""
    status, _ = run_health_checks()
    http_status = 503 if status == "unhealthy" else 200
    return settle(JsonResponse({"status": status}, status=http_status, headers={"Cache-Control": "no-store"}))
