from django.urls import path

from .job_cancel_view import JobCancelView
from .job_detail_view import JobDetailView
from .job_list_view import JobListView

app_name = "throughline_jobs"

urlpatterns = [
    path("", JobListView.as_view(), name="list"),
    path("<uuid:job_id>/", JobDetailView.as_view(), name="detail"),
    path("<uuid:job_id>/cancel/", JobCancelView.as_view(), name="cancel"),
]
