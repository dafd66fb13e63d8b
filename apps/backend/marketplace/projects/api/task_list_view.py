from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.filters import TaskFilters
from marketplace.projects.api.task_serializers import TaskCreateSerializer, TaskSerializer
from marketplace.projects.models import Task
from marketplace.projects.selectors.tasks import tasks_of
from marketplace.projects.services.task_create import task_create
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.idempotency import idempotent


class TaskListView(ConditionalMixin, ListModelMixin, GenericAPIView[Task]):
    """A project's tasks; in the default order each column from its top to its end."""

    error_codes = {
        "get": ("project.not_found",),
        "post": (
            "project.not_found",
            "project.closed",
        ),
    }
    queryset = Task.objects.none()
    serializer_class = TaskSerializer
    filterset_class = TaskFilters
    search_fields = ("title", "description")
    ordering_fields = ("rank", "number", "title", "due_date", "created_at", "updated_at")
    ordering = ("status", "rank")

    def get_queryset(self) -> QuerySet[Task]:
        return tasks_of(context=context_of(self.request), project_id=str(self.kwargs["project_id"]))

    @extend_schema(operation_id="list_tasks", tags=["projects"])
    def get(self, request: Request, project_id: UUID) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="create_task", tags=["projects"], request=TaskCreateSerializer, responses={201: TaskSerializer}
    )
    @idempotent
    def post(self, request: Request, project_id: UUID) -> Response:
        given = TaskCreateSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        task = task_create(context=context_of(request), project_id=str(project_id), **given.validated_data)
        return Response(TaskSerializer(task).data, status=status.HTTP_201_CREATED)
