from django.conf import settings
from django.utils.encoding import force_str


def server_keys() -> tuple[str, ...]:
    """SECRET_KEY, which makes what is new, and those before it, which still open what is old."""
    return tuple(force_str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
