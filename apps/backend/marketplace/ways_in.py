"""By what a person can sign in: a password, and what the apps that know other ways register in `AppConfig.ready()`."""

from collections.abc import Callable

from marketplace.accounts.models import User

Counter = Callable[[User], int]

_counters: list[Counter] = []


def register_way_in(counter: Counter) -> None:
    """`counter` gives how many of its kind a person has, such as passkeys."""
    if counter not in _counters:
        _counters.append(counter)


def ways_in(user: User) -> int:
    """How many ways in a person has. Whoever takes one away holds a lock on the person's row while they ask."""
    return int(user.has_usable_password()) + sum(counter(user) for counter in _counters)
