from config.env import secrets, stop
from config.settings.base import *
from config.settings.base import ENV
from config.settings.integrations.tokens import simple_jwt

_SECRETS = secrets()
if ENV.database is None:
    stop("DATABASE_URL is not set.")

DEBUG = False
SECRET_KEY = _SECRETS.secret_key
SIMPLE_JWT = simple_jwt(ENV, secret=_SECRETS.jwt_secret)

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# TLS ends at the ingress, which overwrites this header.
if ENV.trusted_proxies > 0:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
