"""Tests and commands without secrets, such as writing the OpenAPI document. Never serves."""

from config.settings.base import *
from config.settings.base import ENV
from config.settings.integrations.tokens import simple_jwt

DEBUG = False
PUBLIC_URL = "http://localhost:3000"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "Throughline <no-reply@localhost>"
SECRET_KEY = "only-for-tests-1f0c7e3a9b5d4826"  # noqa: S105
_JWT_SECRET = "only-for-tests-b7d1c4e90f3a4f6e8a25c03d" if ENV.jwt_algorithm == "HS256" else None
SIMPLE_JWT = simple_jwt(ENV, secret=_JWT_SECRET)
# Argon2 takes 50 ms by design; what is tested here is that a hasher is asked.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO_DATA_ALLOWED = True
