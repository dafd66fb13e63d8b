from django.urls import include, path

from throughline.http.health import HealthView, livez, readyz

from . import views

urlpatterns = [
    path("notes/", views.NoteListView.as_view()),
    path("notes/<uuid:pk>/", views.NoteDetailView.as_view()),
    path("sheets/", views.SheetView.as_view()),
    path("limited/", views.LimitedView.as_view()),
    path("echo/", views.EchoView.as_view()),
    path("raise/<str:which>/", views.RaiseView.as_view()),
    path("plain/<str:which>/", views.raise_plainly),
    path("refuse/<int:status>/", views.refuse_plainly),
    path("form/", views.take_form),
    path("pages/<int:status>/", views.refuse_plainly),
    path("api/v1/health/", HealthView.as_view()),
    path("api/topics/", include("throughline.topics.api.urls")),
    path("api/jobs/", include("throughline.jobs.api.urls")),
    path("livez", livez),
    path("readyz", readyz),
]
