from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.identities.api.serializers import SocialFinishSerializer, SocialSessionSerializer
from marketplace.identities.api.service_answer import service_answer_of
from marketplace.identities.services.social_sign_in import social_sign_in
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class SocialFinishView(APIView):
    """The answer of a service → a token pair. After auth.second_factor_required `social/second-factor/` goes on."""

    error_codes = {
        "post": (
            "identity.provider_unknown",
            "identity.provider_unavailable",
            "identity.flow_invalid",
            "identity.answer_invalid",
            "identity.denied",
            "identity.address_unverified",
            "identity.address_taken",
            "identity.account_closed",
            "auth.second_factor_required",
        ),
    }
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="finish_social_sign_in",
        tags=["auth"],
        request=SocialFinishSerializer,
        responses=SocialSessionSerializer,
        auth=[],
    )
    def post(self, request: Request, provider: str) -> Response:
        given = SocialFinishSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        pair, return_to = social_sign_in(
            context=context_of(request),
            provider_id=provider,
            answer=service_answer_of(given.validated_data),
            device=device_of(request, given.validated_data.get("device_name", "")),
        )
        session = {"access": pair.access, "refresh": pair.refresh, "return_to": return_to}
        return Response(SocialSessionSerializer(session).data)
