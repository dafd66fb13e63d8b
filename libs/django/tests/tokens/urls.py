from django.urls import include, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.tokens.api.metrics_view import metrics
from throughline.tokens.authentication import TokenAuthentication, session_id_of


class WhoView(APIView):
    authentication_classes = (TokenAuthentication,)

    def get(self, request: Request) -> Response:
        return Response({"user_id": str(request.user.pk), "sid": session_id_of(request)})


class NameView(APIView):
    authentication_classes = (TokenAuthentication,)

    def get(self, request: Request) -> Response:
        return Response({"name": request.user.get_username()})


urlpatterns = [
    path("api/auth/", include("throughline.tokens.api.urls")),
    path("api/token/", include("throughline.tokens.api.token_urls")),
    path(".well-known/", include("throughline.tokens.api.well_known_urls")),
    path("metrics", metrics),
    path("who/", WhoView.as_view()),
    path("name/", NameView.as_view()),
]
