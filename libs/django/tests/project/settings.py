"""A small project that uses the core as a stranger would: integer user ids, plain settings."""

from datetime import timedelta
from importlib import import_module

import environ

from throughline.http.middleware import THROUGHLINE_MIDDLEWARE
from throughline.schema import SPECTACULAR_SETTINGS as SPECTACULAR_DEFAULTS

env = environ.Env()

SECRET_KEY = "for-tests-only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
ROOT_URLCONF = "tests.project.urls"
DATABASES = {"default": env.db_url("DATABASE_URL", default="postgres:///throughline")}
if "mysql" in DATABASES["default"]["ENGINE"]:
    # Its package has no types.
    import_module("pymysql").install_as_MySQLdb()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
CSRF_FAILURE_VIEW = "throughline.http.csrf_failure.csrf_failure"
THROUGHLINE_HTML_PREFIXES = ["/pages/"]
THROUGHLINE_SERVICE_NAME = "notes"
THROUGHLINE_SERVICE_VERSION = "1.2.3"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "throughline.http",
    "throughline.schema",
    "throughline.outbox",
    "throughline.topics",
    "throughline.tokens",
    "throughline.jobs",
    "tests.project",
]

MIDDLEWARE = [
    *THROUGHLINE_MIDDLEWARE,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "throughline.schema.auto_schema.AutoSchema",
    "EXCEPTION_HANDLER": "throughline.http.exception_handler.exception_handler",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.BasicAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["throughline.http.parsers.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["throughline.http.filters.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "throughline.http.pagination.PagePagination",
}

SPECTACULAR_SETTINGS = {**SPECTACULAR_DEFAULTS, "TITLE": "Notes", "VERSION": "1.2.3"}

SIMPLE_JWT = {
    "SIGNING_KEY": "for-tests-only-and-longer-than-32-bytes",
    "ISSUER": "notes",
    "AUDIENCE": "notes-clients",
    "LEEWAY": timedelta(seconds=30),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=7),
}
THROUGHLINE_OUTBOX = {
    "GATEWAY_URL": env.str("GATEWAY_URL", default="http://127.0.0.1:9"),
    "POLL_INTERVAL_S": env.float("POLL_INTERVAL_S", default=1.0),
    "LONGEST_BACKOFF_S": env.float("LONGEST_BACKOFF_S", default=10.0),
    "BATCH_EVENTS": 50,
}
THROUGHLINE_JOBS = {
    "CELERY_APP": "tests.project.celery.app",
    "BROKER_URL": env.str("REDIS_URL", default=""),
    "READY_FILE": env.str("WORKER_READY_FILE", default=""),
    "SWEEP_INTERVAL_S": 0.2,
    "RESEND_AFTER_S": 1.0,
    "PROGRESS_INTERVAL_S": 0.2,
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
