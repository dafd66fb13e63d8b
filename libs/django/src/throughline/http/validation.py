"""Validation errors of DRF and Django as one flat map."""

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework.settings import api_settings

WHOLE: Final = "non_field_errors"


def flatten_errors(detail: object) -> dict[str, list[str]]:
    """Nested details of a DRF ValidationError as `{"items.0.name": ["…"], "non_field_errors": ["…"]}`."""
    flat: dict[str, list[str]] = {}
    _collect(detail, (), flat)
    return flat


def flatten_django_errors(error: DjangoValidationError) -> dict[str, list[str]]:
    """The same for a Django ValidationError, as `full_clean()` raises it."""
    if hasattr(error, "error_dict"):
        return {WHOLE if name == "__all__" else name: messages for name, messages in error.message_dict.items()}
    return {WHOLE: error.messages}


def _collect(detail: object, path: tuple[str, ...], flat: dict[str, list[str]]) -> None:
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            name = WHOLE if key == api_settings.NON_FIELD_ERRORS_KEY else str(key)
            _collect(value, (*path, name), flat)
    elif isinstance(detail, (list, tuple)):
        for index, item in enumerate(detail):
            if isinstance(item, (Mapping, list, tuple)):
                _collect(item, (*path, str(index)), flat)
            else:
                _collect(item, path, flat)
    else:
        flat.setdefault(".".join(path) or WHOLE, []).append(str(detail))
