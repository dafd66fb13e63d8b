from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.identities.api.serializers import BeginningSerializer, SocialBeginSerializer
from marketplace.identities.services.flow_begin import sign_in_begin
from throughline.tokens.device import device_of


class SocialBeginView(APIView):
    """Begins a sign-in at a service. `flow` is a secret of the browser that begins."""

    error_codes = {
        "post": ("identity.provider_unknown", "identity.provider_unavailable", "http.too_many_requests"),
    }
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="begin_social_sign_in",
        tags=["auth"],
        request=SocialBeginSerializer,
        responses={201: BeginningSerializer},
        auth=[],
    )
    def post(self, request: Request, provider: str) -> Response:
        given = SocialBeginSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        beginning = sign_in_begin(provider_id=provider, device=device_of(request), **given.validated_data)
        return Response(BeginningSerializer(beginning).data, status=status.HTTP_201_CREATED)
