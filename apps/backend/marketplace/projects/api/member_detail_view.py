from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.serializers import ProjectMemberChangesSerializer, ProjectMemberSerializer
from marketplace.projects.services.member_remove import member_remove
from marketplace.projects.services.member_update import member_update
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class ProjectMemberDetailView(ConditionalMixin):
    error_codes = {
        "patch": (
            "project.not_found",
            "project.closed",
            "project.member_not_found",
            "project.last_lead",
        ),
        "delete": (
            "project.not_found",
            "project.closed",
            "project.member_not_found",
            "project.last_lead",
        ),
    }

    @extend_schema(
        operation_id="update_project_member",
        tags=["projects"],
        request=ProjectMemberChangesSerializer,
        responses=ProjectMemberSerializer,
    )
    def patch(self, request: Request, project_id: UUID, member_id: UUID) -> Response:
        given = ProjectMemberChangesSerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        member = member_update(
            context=context_of(request),
            project_id=str(project_id),
            member_id=str(member_id),
            precondition=precondition_of(request),
            changes=given.validated_data,
        )
        return Response(ProjectMemberSerializer(member).data)

    @extend_schema(operation_id="remove_project_member", tags=["projects"], responses={204: None})
    def delete(self, request: Request, project_id: UUID, member_id: UUID) -> Response:
        member_remove(
            context=context_of(request),
            project_id=str(project_id),
            member_id=str(member_id),
            precondition=precondition_of(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
