from typing import Any, Final

from django.utils.translation import gettext
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from .errors import ApplicationError

MAX_PAGE_SIZE: Final = 200


class PagePagination(PageNumberPagination):
    """`{count, next, previous, results}` with `page` from 1 and `page_size` from 1 to 200 (20 unless asked).

    A value out of these bounds is a 400, a page after the last a 404.
    """

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> Any:
        require_number(request, self.page_query_param, maximum=None)
        require_number(request, self.page_size_query_param, maximum=MAX_PAGE_SIZE)
        return super().paginate_queryset(queryset, request, view)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            is_size = parameter["name"] == self.page_size_query_param
            parameter["schema"] = {"type": "integer", "minimum": 1, **({"maximum": MAX_PAGE_SIZE} if is_size else {})}
        return parameters


def require_number(request: Request, name: str, *, maximum: int | None) -> None:
    """Raises `validation.failed` (400) unless the parameter is absent or a whole number from 1 to `maximum`."""
    text = request.query_params.get(name)
    if text is None:
        return
    # The length bounds what int() and the database's OFFSET are given.
    is_number = text.isascii() and text.isdigit() and len(text) <= 9
    if not is_number or int(text) < 1 or (maximum is not None and int(text) > maximum):
        line = gettext("Must be a whole number from 1.")
        if maximum is not None:
            line = gettext("Must be a whole number from 1 to %(maximum)s.") % {"maximum": maximum}
        raise ApplicationError("validation.failed", fields={name: [line]})
