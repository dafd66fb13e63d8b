from django.urls import include, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from throughline.tokens.authentication import TokenAuthentication, session_id_of


class WhoView(APIView):
    authentication_classes = (TokenAuthentication,)

    def get(self, request: Request) -> Response:
        return Response({"user_id": str(request.user.pk), "sid": session_id_of(request)})


urlpatterns = [
    path("api/auth/", include("throughline.tokens.api.urls")),
    path("api/token/", include("throughline.tokens.api.token_urls")),
    path("who/", WhoView.as_view()),
]
