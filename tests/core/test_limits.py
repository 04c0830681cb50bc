from datetime import datetime, timedelta

import pytest

from bot.limits import KEPT, Limit, PersonLimits, danger_of


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


def test_a_clock_that_is_set_back_takes_nothing_away() -> None:
    limit = Limit(2, 1.0)
    assert limit.allows("a", 100.0)
    assert limit.allows("a", 50.0)
    assert not limit.allows("a", 50.0)
    assert limit.allows("a", 51.0)


@pytest.mark.parametrize(("rate", "seconds"), [(2.0, 1), (1.0, 1), (0.2, 5), (0.3, 4)])
def test_who_is_refused_hears_when_to_come_back(rate: float, seconds: int) -> None:
    assert Limit(1, rate).retry_after == seconds


NOW = datetime.fromisoformat("2026-03-04T10:00:00+08:00")


async def test_a_person_may_say_thirty_things_at_once_then_two_a_second() -> None:
    limits = PersonLimits()
    assert [await limits.allows("web", "a", "a", "水费", NOW) for _ in range(31)] == [True] * 30 + [False]
    assert await limits.allows("web", "b", "b", "水费", NOW)
    later = NOW + timedelta(seconds=1)
    assert [await limits.allows("web", "a", "a", "水费", later) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("words", ["救命", "家里着火了", "电梯里困住人了", "I smell gas", "start:emergency"])
async def test_a_call_for_help_passes_when_nothing_else_does(words: str) -> None:
    limits = PersonLimits()
    for _ in range(30):
        await limits.allows("web", "a", "a", "x", NOW)
    assert not await limits.allows("web", "a", "a", "水费多少", NOW)
    assert await limits.allows("web", "a", "a", words, NOW)


async def test_the_lane_for_help_is_no_way_around_the_limit() -> None:
    limits = PersonLimits()
    passed = [await limits.allows("web", "a", "a", "救命", NOW) for _ in range(100)]
    assert sum(passed) == 33


async def test_words_are_judged_only_while_the_lane_has_room() -> None:
    judged: list[str] = []

    def danger(text: str) -> bool:
        judged.append(text)
        return True

    limits = PersonLimits(danger)
    for _ in range(100):
        await limits.allows("web", "a", "a", "x", NOW)
    assert len(judged) == 3


async def test_an_engine_that_knows_words_of_danger_is_asked() -> None:
    class Knows:
        def alarming(self, text: str) -> bool:
            return text == "着急"

    limits = PersonLimits(danger_of(Knows()), usual=Limit(0.5, 0.0001))
    assert await limits.allows("web", "a", "a", "着急", NOW)
    assert not await limits.allows("web", "a", "a", "救命", NOW)


async def test_answers_to_an_emergencys_question_pass_when_nothing_else_does() -> None:
    open_question = [("telegram", "-100:7")]

    async def asks(channel: str, thread: str) -> bool:
        return (channel, thread) in open_question

    limits = PersonLimits(asks=asks, usual=Limit(0.5, 0.0001), urgent=Limit(0.5, 0.0001))
    for said in ("fill:urgent=yes", "fill:where=3栋2单元601", "三楼，左手边"):
        assert await limits.allows("telegram", "7", "-100:7", said, NOW)
        assert not await limits.allows("telegram", "7", "7", said, NOW), "in another chat nothing was asked"
    passed = [await limits.allows("telegram", "7", "-100:7", "x", NOW) for _ in range(100)]
    assert sum(passed) == 27, "and they are no way around the limit"
