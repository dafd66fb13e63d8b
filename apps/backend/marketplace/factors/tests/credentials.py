"""What browsers made, right or changed in one part, and the call that brings it."""

import copy
from typing import Any, Final

from rest_framework.test import APIClient

from marketplace.factors.tests.authenticator import USER_PRESENT, USER_VERIFIED
from marketplace.factors.tests.people import PASSKEYS

SEEN: Final = USER_PRESENT | USER_VERIFIED
REFUSED, NOT_ACCEPTED = "passkey.refused", "passkey.not_accepted"
Json = dict[str, Any]

INVALID_CREDENTIALS: dict[str, tuple[str, Any]] = {
    "no id": ("id", ...),
    "a huge id": ("id", "A" * 1365),
    "another type": ("type", "password"),
    "no response": ("response", ...),
    "a response of a wrong type": ("response", "x"),
    "no client data": ("response.clientDataJSON", ...),
    "huge client data": ("response.clientDataJSON", "A" * 4097),
}


def add(client: APIClient, credential: object, name: object = "Laptop") -> Any:
    return client.post(PASSKEYS, {"name": name, "credential": credential})


def changed(credential: Json, path: str, value: Any) -> Json:
    """The credential with one part replaced, or taken out (`...`)."""
    copied = copy.deepcopy(credential)
    *outer, last = path.split(".")
    holder = copied
    for name in outer:
        holder = holder[name]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return copied
