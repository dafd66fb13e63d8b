"""Where a request came from: what proxies of one's own say counts, what anybody else says does not."""

import pytest
from django.test import RequestFactory, override_settings

from throughline.http.client_address import client_address


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "seen"),
    [
        (0, "203.0.113.9", None, "203.0.113.9"),
        (0, "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (0, "::ffff:203.0.113.9", None, "203.0.113.9"),
        (1, "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1", "6.6.6.6,198.51.100.1 , 10.0.0.2", "198.51.100.1"),
        (2, "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1", "2001:db8::5", "2001:db8::5"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "198.51.100.1, not an address", "10.0.0.1"),
        (1, "10.0.0.1", "6.6.6.6," * 5000 + "198.51.100.1", "198.51.100.1"),
        (1, "", "198.51.100.1", None),
    ],
    ids=[
        "straight", "straight and lying", "IPv4 on a socket for both", "by one proxy", "by one proxy, with a lie",
        "by two proxies, with a lie", "by fewer than there are", "IPv6", "from the proxy itself", "empty", "rubbish",
        "thousands of lies", "a socket without addresses",
    ],
)  # fmt: skip
def test_the_address_is_what_the_first_proxy_of_ones_own_saw(
    trusted: int, peer: str, forwarded: str | None, seen: str | None
) -> None:
    headers = {"Forwarded": "for=6.6.6.6"} | ({} if forwarded is None else {"X-Forwarded-For": forwarded})
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)
    with override_settings(THROUGHLINE_TRUSTED_PROXIES=trusted):
        assert client_address(request) == seen
