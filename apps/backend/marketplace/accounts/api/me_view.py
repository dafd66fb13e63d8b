from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.accounts.api.serializers import UserChangesSerializer, UserSerializer
from marketplace.accounts.models import User
from marketplace.accounts.services.user_update import user_update
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class MeView(ConditionalMixin):
    """The signed-in person."""

    @extend_schema(operation_id="get_me", tags=["auth"], responses=UserSerializer)
    def get(self, request: Request) -> Response:
        return Response(UserSerializer(cast("User", request.user)).data)

    @extend_schema(operation_id="update_me", tags=["auth"], request=UserChangesSerializer, responses=UserSerializer)
    def patch(self, request: Request) -> Response:
        given = UserChangesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = user_update(
            context=context_of(request), precondition=precondition_of(request), changes=given.validated_data
        )
        return Response(UserSerializer(user).data)
