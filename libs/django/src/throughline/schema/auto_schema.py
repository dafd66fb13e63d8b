from typing import Any

from drf_spectacular.openapi import AutoSchema as SpectacularAutoSchema
from drf_spectacular.plumbing import ComponentRegistry
from rest_framework import serializers
from rest_framework.fields import empty

from .error_answers import add_error_answers
from .headers import add_headers


class AutoSchema(SpectacularAutoSchema):
    """DRF's `DEFAULT_SCHEMA_CLASS`: error answers and headers on every operation, and answers without loose ends.

    A view may name the error codes that its services raise, by method or action: `error_codes = {"post": ("auth.…",)}`.
    Their statuses are then among the answers, and the codes in the operation's `x-error-codes`.
    """

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: ComponentRegistry
    ) -> dict[str, Any] | None:
        operation = super().get_operation(path, path_regex, path_prefix, method, registry)
        if operation is not None:
            add_headers(operation, self.view, self.method, registry)
            add_error_answers(operation, self.view, self.method, registry)
        return operation

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        schema: dict[str, Any] = super()._map_basic_serializer(serializer, direction)
        if direction == "response" and schema.get("properties"):
            fields = serializer.fields if isinstance(serializer, serializers.Serializer) else {}
            always = {name for name, field in fields.items() if _is_always_answered(field, serializer)}
            present = [name for name in schema["properties"] if name in always]
            schema["required"] = sorted({*schema.get("required", ()), *present})
        return schema


def _is_always_answered(field: serializers.Field[Any, Any, Any, Any], serializer: Any) -> bool:
    """What may be left out of a request is still in the answer: a model has it, or a default stands in for it."""
    if field.write_only:
        return False
    is_of_model = isinstance(serializer, serializers.ModelSerializer)
    return field.required or is_of_model or field.read_only or field.default is not empty
