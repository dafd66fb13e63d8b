from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many; `total` is None while nobody knows."""

    done: int
    total: int | None
