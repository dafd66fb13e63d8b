from collections.abc import Iterable
from uuid import UUID


def well_formed(ids: Iterable[str]) -> list[UUID]:
    """Those that are ids of ours; a topic's id comes from a client and may be anything."""
    found: list[UUID] = []
    for text in ids:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
