from config.env import mail_environment, public_url, secrets, stop
from config.settings.base import *
from config.settings.base import ENV
from config.settings.integrations.mail import mail
from config.settings.integrations.tokens import simple_jwt

_SECRETS = secrets(ENV)
if ENV.database is None:
    stop("DATABASE_URL is not set.")

DEBUG = False
PUBLIC_URL = public_url()
globals().update(mail(mail_environment(), public_url=PUBLIC_URL))
SECRET_KEY = _SECRETS.secret_key
SECRET_KEY_FALLBACKS = _SECRETS.secret_key_fallbacks
SIMPLE_JWT = simple_jwt(ENV, secret=_SECRETS.jwt_secret)

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# TLS ends at the ingress, which overwrites this header.
if ENV.trusted_proxies > 0:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
