from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.if_match import IF_MATCH
from marketplace.projects.api.task_serializers import TaskMoveSerializer, TaskSerializer
from marketplace.projects.services.task_move import task_move
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class TaskMoveView(ConditionalMixin):
    """Moves a task on the board. `If-Match` is optional: two people who move different things need not wait."""

    error_codes = {
        "post": (
            "project.not_found",
            "project.closed",
            "task.not_found",
            "task.position_gone",
            "http.precondition_failed",
        ),
    }

    @extend_schema(
        operation_id="move_task",
        tags=["projects"],
        parameters=[IF_MATCH],
        request=TaskMoveSerializer,
        responses=TaskSerializer,
    )
    def post(self, request: Request, project_id: UUID, task_id: UUID) -> Response:
        given = TaskMoveSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        after_id = given.validated_data["after_id"]
        task = task_move(
            context=context_of(request),
            project_id=str(project_id),
            task_id=str(task_id),
            precondition=precondition_of(request),
            status=given.validated_data["status"],
            after_id=None if after_id is None else str(after_id),
        )
        return Response(TaskSerializer(task).data)
