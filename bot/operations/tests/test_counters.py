from hypothesis import given
from hypothesis import strategies as st

from bot.counters import Counters, Histogram


def test_a_duration_on_an_edge_counts_below_it() -> None:
    taken = Histogram((1.0, 2.0))
    for seconds in (0.5, 1.0, 1.5, 2.0, 9.0):
        taken.observe(seconds)
    assert taken.cumulative() == [("1.0", 2.0), ("2.0", 4.0), ("+Inf", 5.0)]
    assert taken.total == 14.0


@given(st.lists(st.floats(-1, 1e6, allow_nan=False)))
def test_every_duration_is_in_a_bucket_and_the_buckets_only_grow(durations: list[float]) -> None:
    taken = Histogram()
    for seconds in durations:
        taken.observe(seconds)
    counts = [count for _, count in taken.cumulative()]
    assert counts == sorted(counts)
    assert counts[-1] == len(durations)
    assert taken.total >= 0


def test_a_part_that_never_beat_or_rests_has_no_age() -> None:
    counters = Counters()
    assert counters.age("sender") is None
    counters.beat("sender")
    assert counters.age("sender") is not None
    counters.rest("sender")
    assert counters.age("sender") is None
