from django.conf import settings


def redirect_uri_of(provider_id: str) -> str:
    """Where the service sends the browser back to; registered there letter for letter (RFC 9700, section 4.1.1)."""
    return f"{settings.PUBLIC_URL}/session/social/{provider_id}/callback"
