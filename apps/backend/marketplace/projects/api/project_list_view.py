from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.projects.api.filters import ProjectFilters
from marketplace.projects.api.serializers import ProjectSerializer, ProjectWriteSerializer
from marketplace.projects.models import Project
from marketplace.projects.selectors.projects import project_get, project_list
from marketplace.projects.services.project_create import project_create
from throughline.http.conditional import ConditionalMixin
from throughline.http.context import context_of
from throughline.http.idempotency import idempotent


class ProjectListView(ConditionalMixin, ListModelMixin, GenericAPIView[Project]):
    """The projects of the company that the person acts for, or those whose team they are on."""

    error_codes = {
        "post": ("company.not_found",),
    }
    queryset = Project.objects.none()
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilters
    search_fields = ("title", "description")
    ordering_fields = ("title", "status", "due_date", "created_at", "updated_at")
    ordering = ("-created_at",)

    def get_queryset(self) -> QuerySet[Project]:
        return project_list(context=context_of(self.request))

    @extend_schema(operation_id="list_projects", tags=["projects"])
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="create_project",
        tags=["projects"],
        request=ProjectWriteSerializer,
        responses={201: ProjectSerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        given = ProjectWriteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        context = context_of(request)
        project = project_create(context=context, **given.validated_data)
        answer = ProjectSerializer(project_get(context=context, project_id=str(project.pk)))
        return Response(answer.data, status=status.HTTP_201_CREATED)
