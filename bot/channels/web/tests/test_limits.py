from bot.channels.web.limits import KEPT, Limit


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_burst_passes_then_one_at_a_time() -> None:
    hand = Hand()
    limit = Limit(3, 0.5, hand)
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    hand.time = 2.0
    assert [limit.allows("a") for _ in range(2)] == [True, False]


def test_one_name_does_not_use_up_anothers() -> None:
    limit = Limit(1, 0.1, Hand())
    assert limit.allows("a")
    assert limit.allows("b")
    assert not limit.allows("a")


def test_no_more_names_are_remembered_than_fit() -> None:
    limit = Limit(1, 0.1, Hand())
    for number in range(KEPT + 5):
        limit.allows(str(number))
    assert len(limit._buckets) == KEPT
