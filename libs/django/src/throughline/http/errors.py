from collections.abc import Mapping

from rest_framework.exceptions import APIException

from .registry import error_code


class ApplicationError(APIException):
    """An error with a code of the table, raised by services, authentication and views alike.

    `message` replaces the table's line when it can be more exact; it is shown to people. `fields` maps dotted paths (or
    `non_field_errors`) to messages and takes the place of the string in the envelope's `error`. `headers` are added to
    the answer. Raises `ImproperlyConfigured` for a code that is not registered.
    """

    def __init__(
        self,
        code: str,
        message: str | None = None,
        *,
        fields: Mapping[str, list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        row = error_code(code)
        super().__init__(detail=message or row.message, code=code)
        self.code = code
        self.status_code = row.status
        self.message = message
        self.fields = fields
        self.headers = dict(headers or {})
