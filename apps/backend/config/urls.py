from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from throughline.http.health import HealthView, livez, readyz
from throughline.tokens.api.metrics_view import metrics

urlpatterns = [
    path("admin/", admin.site.urls),
    path("livez", livez),
    path("readyz", readyz),
    path("metrics", metrics),
    path(".well-known/", include("throughline.tokens.api.well_known_urls")),
    path("api/v1/health/", HealthView.as_view()),
    path("api/schema/", SpectacularAPIView.as_view()),
    path("api/auth/", include("throughline.tokens.api.urls")),
    path("api/token/", include("throughline.tokens.api.token_urls")),
    path("api/", include("marketplace.accounts.api.urls")),
    path("api/auth/security-log/", include("marketplace.security_log.api.urls")),
    path("api/auth/", include("marketplace.identities.api.urls")),
    path("api/auth/", include("marketplace.factors.api.urls")),
    path("api/companies/", include("marketplace.companies.api.urls")),
    path("api/topics/", include("throughline.topics.api.urls")),
    path("api/jobs/", include("throughline.jobs.api.urls")),
    path("api/projects/", include("marketplace.projects.api.urls")),
]
