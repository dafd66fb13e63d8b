"""A developer's machine: as production, with Django's debug pages and without TLS."""

from config.env import secrets, stop
from config.settings.base import *
from config.settings.base import ENV
from config.settings.integrations.tokens import simple_jwt

_SECRETS = secrets()
if ENV.database is None:
    stop("DATABASE_URL is not set.")

DEBUG = True
SECRET_KEY = _SECRETS.secret_key
SIMPLE_JWT = simple_jwt(ENV, secret=_SECRETS.jwt_secret)
DEMO_DATA_ALLOWED = True
