"""Ranks: the digits of a fraction, whose text order is the order of the board.

Digits alone, because every collation of every database orders them alike. The first ten are counted up and down when a
card goes to an end, so that only cards put between two others make a rank longer.
"""

from typing import Final

HEAD_DIGITS: Final = 10
MIDDLE: Final = "5" + "0" * (HEAD_DIGITS - 1)
# Leaves room below the column's 255: some 600 cards put into the same gap, one after another.
LONGEST: Final = 200


def rank_between(before: str | None, after: str | None) -> str:
    """A rank after `before` and before `after`; None is the end of the column on that side. Needs before < after."""
    if before is None:
        return MIDDLE if after is None else _count(after, -1)
    if after is None:
        return _count(before, 1)
    digits = max(len(before), len(after)) + 1
    low, high = (int(rank.ljust(digits, "0")) for rank in (before, after))
    if low >= high:
        raise ValueError("before must be less than after.")
    middle = str((low + high) // 2).rjust(digits, "0")
    return middle[:HEAD_DIGITS] + middle[HEAD_DIGITS:].rstrip("0")


def _count(rank: str, step: int) -> str:
    return str(int(rank[:HEAD_DIGITS]) + step).rjust(HEAD_DIGITS, "0")
