import logging

from django.http import HttpRequest

from .context import edge_ids_of
from .request_id import current_request_id


class RequestIdFilter(logging.Filter):
    """Gives every log record `request_id` (`-` outside of a request), for `%(request_id)s` in a format.

    Put it on handlers, not on loggers: a logger's filter does not see the records of its children.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        # Django writes its line about an answer of 400 and above after the middleware, and hands the request along.
        request = getattr(record, "request", None)
        of_request = edge_ids_of(request)[0] if isinstance(request, HttpRequest) else None
        record.request_id = current_request_id() or of_request or "-"
        return True
