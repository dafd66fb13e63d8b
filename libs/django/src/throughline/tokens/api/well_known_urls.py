"""Include under `/.well-known/`."""

from django.urls import path

from throughline.tokens.api.jwks_view import jwks

urlpatterns = [path("jwks.json", jwks)]
