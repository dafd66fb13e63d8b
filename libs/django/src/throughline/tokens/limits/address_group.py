from ipaddress import IPv6Address, ip_address


def address_group(address: str | None) -> str:
    """What is counted as one place: an IPv4 address, or the /64 network that an IPv6 customer has at the least."""
    if address is None:
        return "local"
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return address
