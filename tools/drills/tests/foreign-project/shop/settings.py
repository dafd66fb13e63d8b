"""Somebody else's shop with two apps of the package added: integer ids, Django's own users, plain DRF."""

import os
from urllib.parse import urlsplit

from throughline.http.middleware import THROUGHLINE_MIDDLEWARE

_database = urlsplit(os.environ["DATABASE_URL"])

SECRET_KEY = "only-for-a-test-0123456789-0123456789-0123456789"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "shop.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.path[1:],
        "USER": _database.username,
        "HOST": _database.hostname,
        "PORT": _database.port,
    }
}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "rest_framework",
    "throughline.http",
    "throughline.outbox",
    "parcels",
]
MIDDLEWARE = [*THROUGHLINE_MIDDLEWARE, "django.middleware.common.CommonMiddleware"]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.BasicAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "EXCEPTION_HANDLER": "throughline.http.exception_handler.exception_handler",
    "DEFAULT_PARSER_CLASSES": ["throughline.http.parsers.BoundedJSONParser"],
}
SIMPLE_JWT = {"ISSUER": "shop", "SIGNING_KEY": os.environ["JWT_SECRET"]}
THROUGHLINE_OUTBOX = {"GATEWAY_URL": os.environ["GATEWAY_URL"]}
