from dataclasses import dataclass
from typing import Final

from rest_framework.request import Request

from throughline.http.client_address import client_address

MAXIMUM_USER_AGENT_CHARACTERS: Final = 400


@dataclass(frozen=True, slots=True)
class Device:
    """What a person can know a session by: a name that the client gave, else its user agent, and its address."""

    name: str
    user_agent: str
    address: str | None


def device_of(request: Request, name: str = "") -> Device:
    user_agent = request.META.get("HTTP_USER_AGENT", "")
    printable = "".join(character for character in user_agent if character.isprintable())
    return Device(name=name, user_agent=printable[:MAXIMUM_USER_AGENT_CHARACTERS], address=client_address(request))
