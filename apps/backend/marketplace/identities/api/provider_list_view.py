from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.identities.api.serializers import SocialProvidersSerializer
from marketplace.identities.providers.configured import configured_providers


class ProviderListView(APIView):
    """The sign-in services that are offered here; an empty list where none is configured. Never long, so no pages."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="list_social_providers",
        tags=["auth"],
        responses=SocialProvidersSerializer,
        auth=[],
    )
    def get(self, request: Request) -> Response:
        return Response(SocialProvidersSerializer({"results": configured_providers()}).data)
