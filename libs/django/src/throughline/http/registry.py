"""The table of error codes of this process: those of the core, and what product apps add in `AppConfig.ready()`."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.core.exceptions import ImproperlyConfigured

from .core_codes import CORE_ERROR_CODES
from .error_code import ErrorCode

_product_codes: dict[str, ErrorCode] = {}


def register_error_codes(codes: Iterable[ErrorCode]) -> None:
    """Add a product's codes. The same row twice is harmless.

    Raises `ImproperlyConfigured` when a code is already there with other content, or is no `entity.reason`.
    """
    for row in codes:
        if not all(part.isidentifier() and part == part.lower() for part in row.code.split(".")) or "." not in row.code:
            raise ImproperlyConfigured(f"The error code {row.code!r} must look like 'entity.reason' in snake_case.")
        if not 400 <= row.status <= 599:
            raise ImproperlyConfigured(
                f"The error code {row.code!r} has the status {row.status}; it must be 400 to 599."
            )
        known = CORE_ERROR_CODES.get(row.code) or _product_codes.get(row.code)
        if known is not None and known != row:
            raise ImproperlyConfigured(f"The error code {row.code!r} is registered twice with different content.")
        if row.code not in CORE_ERROR_CODES:
            _product_codes[row.code] = row


def error_code(code: str) -> ErrorCode:
    """The row of a code. Raises `ImproperlyConfigured` for one that nobody registered."""
    row = CORE_ERROR_CODES.get(code) or _product_codes.get(code)
    if row is None:
        raise ImproperlyConfigured(
            f"The error code {code!r} is not registered: call register_error_codes() in ready()."
        )
    return row


def product_error_codes() -> Mapping[str, ErrorCode]:
    """The codes that product apps registered, by code, without the core's."""
    return MappingProxyType(_product_codes)
