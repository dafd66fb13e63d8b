from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.task_serializers import TaskSerializer, TaskWriteSerializer
from marketplace.projects.selectors.tasks import task_get
from marketplace.projects.services.task_delete import task_delete
from marketplace.projects.services.task_update import task_update
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class TaskDetailView(ConditionalMixin):
    error_codes = {
        "get": (
            "project.not_found",
            "task.not_found",
        ),
        "patch": (
            "project.not_found",
            "project.closed",
            "task.not_found",
        ),
        "delete": (
            "project.not_found",
            "project.closed",
            "task.not_found",
        ),
    }

    @extend_schema(operation_id="get_task", tags=["projects"], responses=TaskSerializer)
    def get(self, request: Request, project_id: UUID, task_id: UUID) -> Response:
        task = task_get(context=context_of(request), project_id=str(project_id), task_id=str(task_id))
        return Response(TaskSerializer(task).data)

    @extend_schema(operation_id="update_task", tags=["projects"], request=TaskWriteSerializer, responses=TaskSerializer)
    def patch(self, request: Request, project_id: UUID, task_id: UUID) -> Response:
        given = TaskWriteSerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        task = task_update(
            context=context_of(request),
            project_id=str(project_id),
            task_id=str(task_id),
            precondition=precondition_of(request),
            changes=given.validated_data,
        )
        return Response(TaskSerializer(task).data)

    @extend_schema(operation_id="delete_task", tags=["projects"], responses={204: None})
    def delete(self, request: Request, project_id: UUID, task_id: UUID) -> Response:
        task_delete(
            context=context_of(request),
            project_id=str(project_id),
            task_id=str(task_id),
            precondition=precondition_of(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
