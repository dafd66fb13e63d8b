from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.serializers import ProjectSerializer, ProjectWriteSerializer
from marketplace.projects.selectors.projects import project_get
from marketplace.projects.services.project_delete import project_delete
from marketplace.projects.services.project_update import project_update
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class ProjectDetailView(ConditionalMixin):
    error_codes = {
        "get": ("project.not_found",),
        "patch": ("project.not_found",),
        "delete": (
            "project.not_found",
            "project.not_deletable",
        ),
    }

    @extend_schema(operation_id="get_project", tags=["projects"], responses=ProjectSerializer)
    def get(self, request: Request, project_id: UUID) -> Response:
        project = project_get(context=context_of(request), project_id=str(project_id))
        return Response(ProjectSerializer(project).data)

    @extend_schema(
        operation_id="update_project", tags=["projects"], request=ProjectWriteSerializer, responses=ProjectSerializer
    )
    def patch(self, request: Request, project_id: UUID) -> Response:
        given = ProjectWriteSerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        context = context_of(request)
        project_update(
            context=context,
            project_id=str(project_id),
            precondition=precondition_of(request),
            changes=given.validated_data,
        )
        return Response(ProjectSerializer(project_get(context=context, project_id=str(project_id))).data)

    @extend_schema(operation_id="delete_project", tags=["projects"], responses={204: None})
    def delete(self, request: Request, project_id: UUID) -> Response:
        project_delete(context=context_of(request), project_id=str(project_id), precondition=precondition_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
