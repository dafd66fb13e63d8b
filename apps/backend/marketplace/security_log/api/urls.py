"""Include under `/api/auth/security-log/`."""

from django.urls import path

from marketplace.security_log.api.security_event_list_view import SecurityEventListView

urlpatterns = [path("", SecurityEventListView.as_view())]
