from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext
from django_filters import filters as django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.filters import SearchFilter
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from .errors import ApplicationError

SEARCH: Final = "search"
ORDERING: Final = "ordering"
MAX_SEARCH_LENGTH: Final = 200


class StrictFilterBackend(DjangoFilterBackend):
    """`search`, `ordering` and named filters of a list; nothing that a caller asks for is ignored.

    A view lists `search_fields`, `ordering_fields` (what may be asked for) with `ordering` (the default), and a
    `filterset_class` or `filterset_fields`. Rows that are equal in the order asked for are ordered by primary key, so
    that pages neither repeat nor skip one.

    Raises `validation.unknown_filter` (400) for a parameter that the list does not know, and `validation.failed` (400)
    for a value that is wrong, empty or given twice.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        named = self._named_filters(queryset, view)
        self._refuse_unknown(request, view, named)
        self._refuse_wrong(request, named)
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        if getattr(view, "search_fields", None):
            filtered = SearchFilter().filter_queryset(request, filtered, view)
        return _ordered(request, filtered, view)

    def _named_filters(self, queryset: QuerySet[Any], view: APIView) -> dict[str, django_filters.Filter]:
        filterset = self.get_filterset_class(view, queryset)
        return (
            {}
            if filterset is None
            else {
                parameter: named
                for name, named in filterset.base_filters.items()
                for parameter in _parameters(name, named)
            }
        )

    def _refuse_unknown(self, request: Request, view: APIView, named: dict[str, django_filters.Filter]) -> None:
        known = {*named, *_paging_parameters(view)}
        if getattr(view, "search_fields", None):
            known.add(SEARCH)
        if getattr(view, "ordering_fields", None):
            known.add(ORDERING)
        permitted = known | {api_settings.URL_FORMAT_OVERRIDE}
        unknown = [name for name in request.query_params if name not in permitted]
        if unknown:
            line = gettext("Unknown filter. Known ones: %(known)s.") % {"known": ", ".join(sorted(known)) or "-"}
            raise ApplicationError("validation.unknown_filter", fields={name: [line] for name in unknown})

    def _refuse_wrong(self, request: Request, named: dict[str, django_filters.Filter]) -> None:
        wrong: dict[str, list[str]] = {}
        for name, values in request.query_params.lists():
            if len(values) > 1 and not isinstance(named.get(name), django_filters.MultipleChoiceFilter):
                wrong[name] = [gettext("Give this only once.")]
            elif name in named and "" in values:
                wrong[name] = [gettext("Give a value or leave this out.")]
            elif isinstance(named.get(name), django_filters.BooleanFilter) and values[0] not in ("true", "false"):
                # The form field behind this filter takes any other text for "not given".
                wrong[name] = [gettext("Must be true or false.")]
            elif name == SEARCH and len(values[0]) > MAX_SEARCH_LENGTH:
                wrong[name] = [gettext("At most %(count)s characters.") % {"count": MAX_SEARCH_LENGTH}]
            elif name == SEARCH and "\0" in values[0]:
                wrong[name] = [gettext("Null characters are not allowed.")]
        if wrong:
            raise ApplicationError("validation.failed", fields=wrong)


def _ordered(request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
    default = getattr(view, "ordering", None) or queryset.query.order_by or queryset.model._meta.ordering
    terms = [default] if isinstance(default, str) else list(default)
    asked = request.query_params.get(ORDERING)
    if asked is not None:
        possible = list(getattr(view, "ordering_fields", ()))
        terms = asked.split(",")
        names = [term.removeprefix("-") for term in terms]
        if not set(names) <= set(possible) or len(set(names)) < len(names):
            line = gettext("Must be some of these, each once, with - before it for descending: %(possible)s.")
            raise ApplicationError("validation.failed", fields={ORDERING: [line % {"possible": ", ".join(possible)}]})
    return queryset.order_by(*terms, "pk")


def _parameters(name: str, named: django_filters.Filter) -> Iterator[str]:
    """A range is one filter with two parameters (`created_after`, `created_before`)."""
    suffixes = getattr(named.field.widget, "suffixes", None)
    yield from (f"{name}_{suffix}" if suffix else name for suffix in suffixes) if suffixes else (name,)


def _paging_parameters(view: APIView) -> Iterator[str]:
    paginator = getattr(view, "paginator", None)
    for attribute in ("page_query_param", "page_size_query_param", "cursor_query_param", "limit_query_param"):
        name = getattr(paginator, attribute, None)
        if name:
            yield name
