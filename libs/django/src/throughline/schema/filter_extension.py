from typing import Any

from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.openapi import AutoSchema

from throughline.http.filters import MAX_SEARCH_LENGTH, ORDERING, SEARCH


class StrictFilterExtension(DjangoFilterExtension):
    """Documents `search` and `ordering` beside the named filters of a `StrictFilterBackend`."""

    target_class = "throughline.http.filters.StrictFilterBackend"
    match_subclasses = True
    priority = 1

    def get_schema_operation_parameters(self, auto_schema: AutoSchema, *args: Any, **kwargs: Any) -> list[Any]:
        parameters = list(super().get_schema_operation_parameters(auto_schema, *args, **kwargs))
        view = auto_schema.view
        search_fields = getattr(view, "search_fields", None)
        if search_fields:
            names = ", ".join(name.lstrip("^=@$") for name in search_fields)
            schema = {"type": "string", "maxLength": MAX_SEARCH_LENGTH}
            parameters.append(_parameter(SEARCH, schema, f"Words that all occur in: {names}."))
        ordering_fields = getattr(view, "ordering_fields", None)
        if ordering_fields:
            term = "-?(" + "|".join(sorted(ordering_fields)) + ")"
            schema = {"type": "string", "pattern": f"^{term}(,{term})*$"}
            parameters.append(_parameter(ORDERING, schema, "Fields to order by; `-` before one for descending."))
        return parameters


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
