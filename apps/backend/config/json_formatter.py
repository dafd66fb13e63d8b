import json
import logging
from datetime import UTC, datetime

from django.http import HttpRequest

from throughline.http.context import edge_ids_of
from throughline.http.request_id import current_request_id

# What a bare record has: everything else on one was given by `extra=`.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "server_time"}


def _request_id(record: logging.LogRecord) -> str | None:
    # Django logs refused requests after the middleware has ended, with the request on the record.
    request = getattr(record, "request", None)
    return edge_ids_of(request)[0] if isinstance(request, HttpRequest) else current_request_id()


class JsonFormatter(logging.Formatter):
    """`{time, level, logger, message, request_id, …extra, exception}`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": _request_id(record),
        }
        line.update({name: value for name, value in vars(record).items() if name not in _STANDARD})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)
