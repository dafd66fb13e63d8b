from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.accounts.models import User
from marketplace.factors.api.serializers import SecondFactorSerializer
from marketplace.factors.selectors.second_factor import second_factor_state
from throughline.http.conditional import ConditionalMixin


class SecondFactorView(ConditionalMixin):
    """Whether the person gives a code beside their password."""

    @extend_schema(operation_id="get_second_factor", tags=["auth"], responses=SecondFactorSerializer)
    def get(self, request: Request) -> Response:
        return Response(SecondFactorSerializer(second_factor_state(cast("User", request.user))).data)
