from django.urls import include, path
from rest_framework.routers import SimpleRouter

from parcels.views import ParcelViewSet
from throughline.http.health import readyz

router = SimpleRouter()
router.register("parcels", ParcelViewSet)

urlpatterns = [path("api/", include(router.urls)), path("readyz", readyz)]
