"""The same with families: what an existing project changes in order to have them, and its waits for guesses."""

from bench_base import *
from bench_base import INSTALLED_APPS
from throughline.http.middleware import THROUGHLINE_MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "throughline.http", "throughline.tokens"]
MIDDLEWARE = [*THROUGHLINE_MIDDLEWARE]
REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "throughline.http.exception_handler.exception_handler",
    "DEFAULT_PARSER_CLASSES": ["throughline.http.parsers.BoundedJSONParser"],
}
ROOT_URLCONF = "bench_families_urls"
