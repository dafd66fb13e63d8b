from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import User
from marketplace.identities.api.serializers import BeginningSerializer, LinkBeginSerializer
from marketplace.identities.services.flow_begin import link_begin
from throughline.tokens.authentication import session_id_of
from throughline.tokens.device import device_of


class LinkBeginView(APIView):
    """Begins to connect an account of a service to the person's own."""

    error_codes = {
        "post": (
            "identity.provider_unknown",
            "identity.provider_unavailable",
            "account.sign_in_again",
            "http.too_many_requests",
        ),
    }

    @extend_schema(
        operation_id="begin_identity_link",
        tags=["auth"],
        request=LinkBeginSerializer,
        responses={201: BeginningSerializer},
    )
    def post(self, request: Request, provider: str) -> Response:
        given = LinkBeginSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        beginning = link_begin(
            user=cast("User", request.user),
            sid=session_id_of(request),
            provider_id=provider,
            device=device_of(request),
            **given.validated_data,
        )
        return Response(BeginningSerializer(beginning).data, status=status.HTTP_201_CREATED)
