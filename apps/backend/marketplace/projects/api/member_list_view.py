from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.serializers import ProjectMemberAddSerializer, ProjectMemberSerializer
from marketplace.projects.models import ProjectMember
from marketplace.projects.selectors.members import members_of
from marketplace.projects.services.member_add import member_add
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.idempotency import idempotent


class ProjectMemberListView(ConditionalMixin, ListModelMixin, GenericAPIView[ProjectMember]):
    error_codes = {
        "get": ("project.not_found",),
        "post": (
            "project.not_found",
            "project.closed",
            "project.member_exists",
        ),
    }
    queryset = ProjectMember.objects.none()
    serializer_class = ProjectMemberSerializer
    filterset_fields = ("role",)
    search_fields = ("user__username", "user__display_name")
    ordering_fields = ("created_at",)
    ordering = ("created_at",)

    def get_queryset(self) -> QuerySet[ProjectMember]:
        return members_of(context=context_of(self.request), project_id=str(self.kwargs["project_id"]))

    @extend_schema(operation_id="list_project_members", tags=["projects"])
    def get(self, request: Request, project_id: UUID) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="add_project_member",
        tags=["projects"],
        request=ProjectMemberAddSerializer,
        responses={201: ProjectMemberSerializer},
    )
    @idempotent
    def post(self, request: Request, project_id: UUID) -> Response:
        given = ProjectMemberAddSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        member = member_add(context=context_of(request), project_id=str(project_id), **given.validated_data)
        return Response(ProjectMemberSerializer(member).data, status=status.HTTP_201_CREATED)
