"""Where mails go, from the environment."""

from typing import Any, Final
from urllib.parse import urlsplit

from config.env import MailEnvironment

_BACKENDS: Final = "django.core.mail.backends"
# For each answer of the server; the job is tried again.
_TIMEOUT_S: Final = 10


def mail(env: MailEnvironment, *, public_url: str) -> dict[str, Any]:
    """Django's settings. Without EMAIL_FROM mails come from the site's own host."""
    host = urlsplit(public_url).hostname
    return {
        **_backend(env),
        "DEFAULT_FROM_EMAIL": env.sender or f"Throughline <no-reply@{host}>",
        "EMAIL_TIMEOUT": _TIMEOUT_S,
    }


def _backend(env: MailEnvironment) -> dict[str, Any]:
    if env.scheme == "console":
        return {"EMAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    if env.scheme == "file":
        return {"EMAIL_BACKEND": f"{_BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": env.folder}
    return {
        "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": env.host,
        "EMAIL_PORT": env.port,
        "EMAIL_HOST_USER": env.user,
        "EMAIL_HOST_PASSWORD": env.password,
        "EMAIL_USE_TLS": env.scheme == "smtp+tls",
        "EMAIL_USE_SSL": env.scheme == "smtps",
    }
