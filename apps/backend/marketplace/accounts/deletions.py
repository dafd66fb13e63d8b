"""What other domains do when an account is deleted, in the transaction of that.

Accounts know no other domain; those that keep something of a person register here in `AppConfig.ready()`.
"""

from typing import Protocol

from throughline.http.context import RequestContext


class Deletion(Protocol):
    def __call__(self, *, context: RequestContext, user_id: str) -> None: ...


_deletions: list[Deletion] = []


def register_deletion(deletion: Deletion) -> None:
    """`deletion` deletes or makes anonymous; it may run again for the same person."""
    if deletion not in _deletions:
        _deletions.append(deletion)


def person_deleted(*, context: RequestContext, user_id: str) -> None:
    for deletion in _deletions:
        deletion(context=context, user_id=user_id)
