from bench_cpu import cpu
from django.urls import include, path

urlpatterns = [path("api/auth/", include("throughline.tokens.api.urls")), path("cpu/", cpu)]
