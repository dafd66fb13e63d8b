from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.if_match import IF_MATCH
from marketplace.projects.api.serializers import ProjectSerializer, ProjectTransitionSerializer
from marketplace.projects.selectors.projects import project_get
from marketplace.projects.services.project_transition import project_transition
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.versions import precondition_of


class ProjectTransitionView(ConditionalMixin):
    error_codes = {
        "post": (
            "project.not_found",
            "project.transition_not_allowed",
            "http.precondition_failed",
        ),
    }

    @extend_schema(
        operation_id="transition_project",
        tags=["projects"],
        parameters=[IF_MATCH],
        request=ProjectTransitionSerializer,
        responses=ProjectSerializer,
    )
    def post(self, request: Request, project_id: UUID) -> Response:
        given = ProjectTransitionSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        context = context_of(request)
        project_transition(
            context=context,
            project_id=str(project_id),
            precondition=precondition_of(request),
            **given.validated_data,
        )
        return Response(ProjectSerializer(project_get(context=context, project_id=str(project_id))).data)
