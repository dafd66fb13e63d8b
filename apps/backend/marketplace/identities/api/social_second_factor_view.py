from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.identities.api.serializers import SocialSecondFactorSerializer, SocialSessionSerializer
from marketplace.identities.services.social_sign_in import social_second_factor
from throughline.http.context import context_of
from throughline.tokens.device import device_of


class SocialSecondFactorView(APIView):
    """The code of a person whom a service has proved → a token pair. A wrong code may be followed by another."""

    error_codes = {
        "post": ("identity.flow_invalid", "auth.second_factor_invalid", "http.too_many_requests"),
    }
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="finish_social_second_factor",
        tags=["auth"],
        request=SocialSecondFactorSerializer,
        responses=SocialSessionSerializer,
        auth=[],
    )
    def post(self, request: Request) -> Response:
        given = SocialSecondFactorSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        pair, return_to = social_second_factor(
            context=context_of(request),
            flow=given.validated_data["flow"],
            code=given.validated_data["code"],
            device=device_of(request, given.validated_data.get("device_name", "")),
        )
        session = {"access": pair.access, "refresh": pair.refresh, "return_to": return_to}
        return Response(SocialSessionSerializer(session).data)
