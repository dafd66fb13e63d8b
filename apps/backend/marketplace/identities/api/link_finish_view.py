from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.identities.api.serializers import LinkedIdentitySerializer, ServiceAnswerSerializer
from marketplace.identities.api.service_answer import service_answer_of
from marketplace.identities.services.identity_link import identity_link
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class LinkFinishView(APIView):
    """The answer of a service → the account there is connected to the person's own, who must be the one who began."""

    error_codes = {
        "post": (
            "identity.provider_unknown",
            "identity.provider_unavailable",
            "identity.flow_invalid",
            "identity.answer_invalid",
            "identity.denied",
            "identity.address_unverified",
            "identity.linked_elsewhere",
        ),
    }

    @extend_schema(
        operation_id="finish_identity_link",
        tags=["auth"],
        request=ServiceAnswerSerializer,
        responses=LinkedIdentitySerializer,
    )
    def post(self, request: Request, provider: str) -> Response:
        given = ServiceAnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        identity, return_to = identity_link(
            context=context_of(request),
            provider_id=provider,
            answer=service_answer_of(given.validated_data),
            device=device_of(request),
        )
        return Response(LinkedIdentitySerializer({"identity": identity, "return_to": return_to}).data)
