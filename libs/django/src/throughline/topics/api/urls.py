"""Include these at `api/topics/`, where the gateway looks for them."""

from django.urls import path

from .views import TopicGrantsView, TopicKindsView, TopicSnapshotView

app_name = "throughline_topics"

urlpatterns = [
    path("kinds/", TopicKindsView.as_view(), name="kinds"),
    path("grants/", TopicGrantsView.as_view(), name="grants"),
    path("snapshots/<str:topic>/", TopicSnapshotView.as_view(), name="snapshot"),
]
