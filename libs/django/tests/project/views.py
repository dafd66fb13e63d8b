from collections.abc import Callable
from typing import Any, ClassVar, Final, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import connection, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, generics
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from throughline.http.conditional import ConditionalMixin
from throughline.http.errors import ApplicationError
from throughline.http.idempotency import idempotent
from throughline.http.versions import require_version, save_new_version

from .models import Note
from .serializers import NoteSerializer, SheetSerializer


class NoteListView(ConditionalMixin, generics.ListCreateAPIView[Note]):
    serializer_class = NoteSerializer
    queryset = Note.objects.all()
    filterset_fields = ("kind", "is_pinned", "created_at")
    search_fields = ("title",)
    ordering_fields = ("title", "created_at")
    ordering = ("created_at",)

    def get_queryset(self) -> models.QuerySet[Note]:
        return Note.objects.filter(owner=cast("User", self.request.user))

    error_codes: ClassVar = {"post": ("note.locked", "note.printer_busy")}

    @extend_schema(operation_id="create_note")
    @idempotent
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        note = serializer.save(owner=request.user)
        failure = _FAILURES_AFTER_THE_WORK.get(note.title)
        if failure is not None:
            raise failure()
        return Response(serializer.data, status=201, headers={"Location": f"/notes/{note.pk}/"})


class NoteDetailView(ConditionalMixin, generics.RetrieveAPIView[Note]):
    serializer_class = NoteSerializer
    queryset = Note.objects.all()

    def put(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with transaction.atomic():
            note = generics.get_object_or_404(Note.objects.select_for_update(), pk=kwargs["pk"])
            require_version(request, note)
            serializer = self.get_serializer(note, data=request.data)
            serializer.is_valid(raise_exception=True)
            for name, value in serializer.validated_data.items():
                setattr(note, name, value)
            save_new_version(note, *serializer.validated_data)
        return Response(self.get_serializer(note).data)


class SheetView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="create_sheet", request=SheetSerializer, responses=SheetSerializer)
    def post(self, request: Request) -> Response:
        serializer = SheetSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(serializer.validated_data)


class TwiceAMinuteThrottle(AnonRateThrottle):
    rate = "2/min"


class LimitedView(APIView):
    permission_classes = (AllowAny,)
    throttle_classes = (TwiceAMinuteThrottle,)

    @extend_schema(operation_id="get_limited", responses=SheetSerializer)
    def get(self, request: Request) -> Response:
        return Response({"name": "limited", "lines": []})


class EchoView(APIView):
    """Answers with what a request's body was parsed into."""

    schema = None

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> Response:
        return Response({"query": request.query_params})

    def post(self, request: Request) -> Response:
        return Response({"data": request.data})


class RaiseView(APIView):
    schema = None
    permission_classes = (AllowAny,)

    def get(self, request: Request, which: str) -> Response:
        raise _ERRORS[which]()

    def post(self, request: Request, which: str) -> Response:
        raise _ERRORS[which]()


def raise_plainly(request: HttpRequest, which: str) -> HttpResponseBase:
    raise _ERRORS[which]()


def refuse_plainly(request: HttpRequest, status: int) -> HttpResponse:
    return HttpResponse("<h1>Sorry</h1>", status=status, headers={"Retry-After": "7", "ETag": '"page"'})


def take_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("name", ""))


class _Teapot(exceptions.APIException):
    status_code = 418
    default_detail = "Short and stout."


def _broken_sql() -> Exception:
    with connection.cursor() as cursor:
        try:
            cursor.execute("SELECT secret_column FROM secret_table")
        except Exception as error:  # noqa: BLE001 - the test wants the database's own error
            return error
    raise AssertionError("The statement must fail.")


_FAILURES_AFTER_THE_WORK: Final[dict[str, Callable[[], Exception]]] = {
    "locked": lambda: ApplicationError("note.locked"),
    "printer busy": lambda: ApplicationError("note.printer_busy"),
    "crash": lambda: RuntimeError("secret token"),
}

_ERRORS: Final[dict[str, Callable[[], Exception]]] = {
    "application": lambda: ApplicationError("note.locked", "Locked by\nsomeone.", headers={"X-Lock": "1"}),
    "application_fields": lambda: ApplicationError("validation.failed", fields={"lines.0.text": ["Too rude."]}),
    "token_expired": lambda: ApplicationError("auth.token_expired"),
    "denied": lambda: PermissionDenied("secret reason"),
    "suspicious": lambda: SuspiciousOperation("secret reason"),
    "missing": lambda: Http404("secret reason"),
    "django_validation": lambda: ValidationError({"title": ["Too short."], "__all__": ["Not together."]}),
    "django_validation_whole": lambda: ValidationError("Not now."),
    "throttled": lambda: exceptions.Throttled(wait=2.2),
    "throttled_without_wait": lambda: exceptions.Throttled(),
    "authentication_failed": lambda: exceptions.AuthenticationFailed("secret reason"),
    "drf_not_found": lambda: exceptions.NotFound("No such note."),
    "teapot": _Teapot,
    "api_error": lambda: exceptions.APIException("secret token"),
    "crash": lambda: RuntimeError("secret token at /srv/app"),
    "sql": _broken_sql,
}
