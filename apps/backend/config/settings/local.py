"""A developer's machine: as production, with Django's debug pages and without TLS."""

from config.env import mail_environment, public_url, secrets, stop
from config.settings.base import *
from config.settings.base import ENV
from config.settings.integrations.mail import mail
from config.settings.integrations.tokens import simple_jwt

_SECRETS = secrets(ENV)
if ENV.database is None:
    stop("DATABASE_URL is not set.")

DEBUG = True
PUBLIC_URL = public_url()
globals().update(mail(mail_environment(), public_url=PUBLIC_URL))
SECRET_KEY = _SECRETS.secret_key
SECRET_KEY_FALLBACKS = _SECRETS.secret_key_fallbacks
SIMPLE_JWT = simple_jwt(ENV, secret=_SECRETS.jwt_secret)
DEMO_DATA_ALLOWED = True
