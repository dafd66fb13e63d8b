import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.projects.rank import HEAD_DIGITS, LONGEST, rank_between


def test_cards_added_at_either_end_keep_short_ranks() -> None:
    ranks = [rank_between(None, None)]
    for _ in range(1000):
        ranks.append(rank_between(ranks[-1], None))
        ranks.insert(0, rank_between(None, ranks[0]))
    assert ranks == sorted(ranks)
    assert {len(rank) for rank in ranks} == {HEAD_DIGITS}


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=200))
def test_a_card_put_anywhere_stands_where_it_was_put(places: list[int]) -> None:
    ranks: list[str] = []
    for place in places:
        index = place % (len(ranks) + 1)
        before = ranks[index - 1] if index > 0 else None
        after = ranks[index] if index < len(ranks) else None
        ranks.insert(index, rank_between(before, after))
    assert ranks == sorted(set(ranks))
    assert all(rank.isdigit() for rank in ranks)


@pytest.mark.parametrize("side", ["low", "high"])
def test_some_six_hundred_cards_fit_into_one_gap(side: str) -> None:
    low, high = "5000000000", "5000000001"
    count = 0
    while len(rank := rank_between(low, high)) <= LONGEST:
        assert low < rank < high
        low, high = (rank, high) if side == "low" else (low, rank)
        count += 1
    assert count > 180


@pytest.mark.parametrize(("before", "after"), [("5", "5"), ("6", "5"), ("50000000001", "5000000000")])
def test_neighbours_in_the_wrong_order_are_refused(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="before must be less"):
        rank_between(before, after)
