from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def client_address(request: HttpRequest | Request) -> str | None:
    """The address that a request came from, or None where the server knows none (a UNIX socket).

    `THROUGHLINE_TRUSTED_PROXIES` (default: 0) is how many proxies of one's own a request passes, each of which appends
    to `X-Forwarded-For` where it came from. So many are believed, from the end; what stands before them anybody can
    have written. `Forwarded` (RFC 7239) is not read: a proxy that sets one of the two passes on the other.
    """
    connected = _parsed(request.META.get("REMOTE_ADDR", ""))
    trusted: int = getattr(settings, "THROUGHLINE_TRUSTED_PROXIES", 0)
    if connected is None or trusted == 0:
        return connected
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-trusted:]
    return _parsed(hops[0].strip()) or connected


def _parsed(text: str) -> str | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # A socket for both families writes IPv4 as ::ffff:192.0.2.1.
    return str(getattr(address, "ipv4_mapped", None) or address)
