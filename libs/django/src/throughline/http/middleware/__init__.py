"""One class a file. The order in `MIDDLEWARE` is that of `THROUGHLINE_MIDDLEWARE`, before every other one."""

from typing import Final

THROUGHLINE_MIDDLEWARE: Final = (
    "throughline.http.middleware.request_context.RequestContextMiddleware",
    "throughline.http.middleware.process_time.ProcessTimeMiddleware",
    "throughline.http.middleware.error_envelope.ErrorEnvelopeMiddleware",
    "throughline.http.middleware.request_body.RequestBodyMiddleware",
)
