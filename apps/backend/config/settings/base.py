from pathlib import Path
from typing import Any

from config.env import environment, social_environment
from config.settings.integrations.identities import social_providers
from config.settings.integrations.logging import logging
from config.settings.integrations.openapi import spectacular
from config.settings.integrations.tokens import throughline_tokens
from throughline.http.middleware import THROUGHLINE_MIDDLEWARE

ENV = environment()
BASE_DIR = Path(__file__).resolve().parents[2]

ALLOWED_HOSTS = ENV.allowed_hosts
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "marketplace.accounts",
    "marketplace.companies",
    "marketplace.factors",
    "marketplace.identities",
    "marketplace.mail",
    "marketplace.projects",
    "marketplace.security_log",
    "marketplace.demo",
    "throughline.http",
    "throughline.tokens",
    "throughline.schema",
    "throughline.outbox",
    "throughline.topics",
    "throughline.jobs",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "django_filters",
    "drf_spectacular",
    "rest_framework",
]

MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    *THROUGHLINE_MIDDLEWARE,
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {}
if ENV.database is not None:
    DATABASES["default"] = {**ENV.database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

AUTH_USER_MODEL = "accounts.User"
# The manager looks a natural key up by user name or e-mail; the backend hashes for unknown accounts too.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters where a password alone signs in, no rule of which kinds.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "marketplace.accounts.password_rules.guessable_password_validator.GuessablePasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
TIME_ZONE = "UTC"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "dist" / "static"

# Bytes of a body that is not an upload.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True

CORS_ALLOWED_ORIGINS = ENV.cors_allowed_origins
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = [
    "accept",
    "accept-language",
    "authorization",
    "content-encoding",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "traceparent",
    "x-request-id",
]
CORS_EXPOSE_HEADERS = ["etag", "location", "retry-after", "x-process-time", "x-request-id"]

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["throughline.tokens.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["throughline.http.parsers.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "throughline.http.pagination.PagePagination",
    "DEFAULT_FILTER_BACKENDS": ["throughline.http.filters.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "throughline.schema.auto_schema.AutoSchema",
    "EXCEPTION_HANDLER": "throughline.http.exception_handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
CSRF_FAILURE_VIEW = "throughline.http.csrf_failure.csrf_failure"
THROUGHLINE_SERVICE_NAME = "backend"
THROUGHLINE_SERVICE_VERSION = "0.1.0"
THROUGHLINE_HTML_PREFIXES = ("/admin/",)
THROUGHLINE_TRUSTED_PROXIES = ENV.trusted_proxies
SPECTACULAR_SETTINGS = spectacular()
THROUGHLINE_OUTBOX = {
    "GATEWAY_URL": ENV.gateway_url or "",
    "TOKEN_PROVIDER": "throughline.tokens.service_token.make_service_token",
}
THROUGHLINE_JOBS = {
    "CELERY_APP": "config.celery.app",
    "BROKER_URL": ENV.broker_url or "",
    "READY_FILE": ENV.worker_ready_file or "",
}
THROUGHLINE_TOKENS = throughline_tokens(ENV)
SOCIAL_PROVIDERS = social_providers(social_environment())

ACCOUNT_DELETION_GRACE = ENV.deletion_grace
DEMO_DATA_ALLOWED = ENV.demo_data_allowed
LOGGING = logging(ENV.log_level)
